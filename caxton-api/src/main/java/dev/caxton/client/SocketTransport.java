package dev.caxton.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over a plain socket, one connection for each request: for programs that live for one request, such as the
 * command line, where starting {@code java.net.http} would cost more than the request. No proxies, no redirects.
 */
public final class SocketTransport implements HttpTransport {

    private static final int CHUNK = 32_768;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final @Nullable SSLContext tls;
    private final boolean checkHost;

    /** A transport that trusts, over TLS, whom the JDK trusts. */
    public SocketTransport() {
        this.tls = null; // the JDK's is made when it is needed: few commands use TLS
        this.checkHost = true;
    }

    /**
     * A transport with trust, and a certificate of its own, as {@code dev.caxton.tls.TlsContexts} makes them.
     *
     * @param checkHost whether the server's certificate must name the host; false only where {@code tls} trusts nothing but
     *     the very certificate of the server
     */
    public SocketTransport(SSLContext tls, boolean checkHost) {
        this.tls = requireNonNull(tls, "tls");
        this.checkHost = checkHost;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws IOException {
        Patience patience = Patience.begin(call);
        Socket socket = connect(call);
        open.add(socket);
        boolean answered = false;
        try {
            @Nullable IOException refused = write(socket, call);
            HttpAnswer answer = answer(socket, patience, refused);
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                letGo(socket);
            }
        }
    }

    @Override
    public void close() {
        for (Socket socket : open) {
            try {
                letGo(socket);
            } catch (IOException e) {
                // The descriptor is released all the same, and nobody is left to tell.
                continue;
            }
        }
    }

    private Socket connect(HttpCall call) throws IOException {
        URI uri = call.uri();
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        Duration limit = call.timeout().compareTo(CONNECT_LIMIT) < 0 ? call.timeout() : CONNECT_LIMIT;
        IOException last = new ConnectException("no address");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.setSoTimeout(millis(limit));
                socket.connect(new InetSocketAddress(address, port), millis(limit));
                if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
                    // where nobody listens at a port that the system gives to clients, a client may be given it and
                    // meet itself
                    throw new ConnectException("Connection refused");
                }
                return secure ? secure(socket, host, port) : socket;
            } catch (SocketTimeoutException e) {
                last = new ConnectException("no connection within " + limit.toMillis() + " ms");
                last.initCause(e);
            } catch (IOException e) {
                last = e;
            }
            socket.close();
        }
        throw last;
    }

    private Socket secure(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory =
                tls == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : tls.getSocketFactory();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(checkHost ? "HTTPS" : null);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Returns why the request could not be written in full: the server may have answered early, so look first. */
    private static @Nullable IOException write(Socket socket, HttpCall call) {
        URI uri = call.uri();
        byte[] body = call.body() == null ? new byte[0] : call.body().getBytes(UTF_8);
        StringBuilder head = new StringBuilder(256);
        head.append(call.method()).append(' ').append(uri.getRawPath());
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(uri.getHost());
        if (uri.getPort() >= 0) {
            head.append(':').append(uri.getPort());
        }
        head.append("\r\nConnection: close\r\n");
        call.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        InputStream upload = call.upload();
        if (upload != null) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (call.body() != null || "POST".equals(call.method())) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        try {
            OutputStream out = socket.getOutputStream();
            byte[] headBytes = head.toString().getBytes(ISO_8859_1);
            byte[] all = new byte[headBytes.length + body.length];
            System.arraycopy(headBytes, 0, all, 0, headBytes.length);
            System.arraycopy(body, 0, all, headBytes.length, body.length);
            out.write(all);
            if (upload != null) {
                chunks(upload, out);
            }
            out.flush();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private static void chunks(InputStream upload, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = upload.read(chunk); read >= 0; read = upload.read(chunk)) {
            if (read > 0) {
                out.write((Integer.toHexString(read) + "\r\n").getBytes(ISO_8859_1));
                out.write(chunk, 0, read);
                out.write(LINE_END);
            }
        }
        out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    }

    private HttpAnswer answer(Socket socket, Patience patience, @Nullable IOException refused) throws IOException {
        InputStream in = new BufferedInputStream(new TimedInput(socket, patience), 16_384);
        try {
            Http1Head head = Http1Head.read(in);
            patience.headWasRead();
            return new HttpAnswer(head.status(), head.headers(), new ReleasingBody(head.body(in), socket));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (refused != null) {
                refused.addSuppressed(e);
                throw refused;
            }
            throw e;
        }
    }

    private void letGo(Socket socket) throws IOException {
        open.remove(socket);
        socket.close();
    }

    private static int millis(Duration duration) {
        return Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
    }

    /** Reads the socket with the time that is left. */
    private static final class TimedInput extends InputStream {
        private final Socket socket;
        private final InputStream in;
        private final Patience patience;

        TimedInput(Socket socket, Patience patience) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.patience = patience;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            socket.setSoTimeout(millis(patience.next()));
            return in.read(target, offset, length);
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }
    }

    /** Closes the connection with the body. */
    private final class ReleasingBody extends java.io.FilterInputStream {
        private final Socket socket;

        ReleasingBody(InputStream in, Socket socket) {
            super(in);
            this.socket = socket;
        }

        @Override
        public void close() throws IOException {
            letGo(socket);
        }
    }
}
