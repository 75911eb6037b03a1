package dev.caxton.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** HTTP through the JDK's client, which keeps connections: for programs that send many requests. */
public final class JdkHttpTransport implements HttpTransport {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final HttpClient client;

    /** A transport with a pool of connections of its own, which trusts, over TLS, whom the JDK trusts. */
    public JdkHttpTransport() {
        this.client = builder().build();
    }

    /** As {@link #JdkHttpTransport()}, with trust, and a certificate of its own, as {@code TlsContexts} makes them. */
    public JdkHttpTransport(SSLContext tls) {
        this.client = builder().sslContext(requireNonNull(tls, "tls")).build();
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_LIMIT);
    }

    @Override
    public HttpAnswer send(HttpCall call) throws IOException {
        Patience patience = Patience.begin(call);
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).timeout(call.timeout());
        call.headers().forEach(request::header);
        String body = call.body();
        InputStream upload = call.upload();
        request.method(
                call.method(),
                upload != null
                        ? BodyPublishers.ofInputStream(() -> new Unclosed(upload))
                        : body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<InputStream> response = head(request.build());
        patience.headWasRead();
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new HttpAnswer(response.statusCode(), headers, new GuardedBody(response.body(), patience));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpResponse<InputStream> head(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpConnectTimeoutException e) {
            ConnectException refused = new ConnectException("no connection in time");
            refused.initCause(e);
            throw refused;
        } catch (HttpTimeoutException e) {
            SocketTimeoutException late = new SocketTimeoutException("no answer in time");
            late.initCause(e);
            throw late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for the answer");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** The JDK's client bounds the time to the head only; this bounds each read, by closing the body under it. */
    private static final class GuardedBody extends InputStream {
        private final InputStream in;
        private final Patience patience;

        GuardedBody(InputStream in, Patience patience) {
            this.in = in;
            this.patience = patience;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Duration limit = patience.next();
            if (in.available() > 0) {
                return in.read(target, offset, length);
            }
            CompletableFuture<Boolean> alarm =
                    new CompletableFuture<Boolean>().completeOnTimeout(true, limit.toNanos(), TimeUnit.NANOSECONDS);
            CompletableFuture<Void> closing = alarm.thenRun(this::closeQuietly);
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                if (alarm.isDone() && !closing.isCompletedExceptionally()) {
                    SocketTimeoutException late = new SocketTimeoutException("no complete answer in time");
                    late.initCause(e);
                    throw late;
                }
                throw e;
            } finally {
                alarm.cancel(false);
            }
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private void closeQuietly() {
            try {
                in.close();
            } catch (IOException e) {
                // The reader, which waits on the same stream, is told by its own exception.
                return;
            }
        }
    }

    /** The client closes what it sent; whoever gave it does that. */
    private static final class Unclosed extends java.io.FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // Left open.
        }
    }
}
