package dev.caxton.engine.agent.builtin.http;

import dev.caxton.api.spi.ToolResult;
import dev.caxton.engine.tool.ToolFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a page, connecting only to addresses that were checked, on the first request and on each redirect. Sends no
 * cookies or credentials, uses no proxy and keeps no connection. Thread-safe.
 */
final class WebFetcher implements AutoCloseable {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int LONGEST_HEADER_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final int MOST_CONNECTIONS = 200;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final CloseableHttpClient client;
    private final int maxRedirects;
    private final Clock clock;

    WebFetcher(
            CheckedResolver resolver,
            int maxRedirects,
            Clock clock,
            @Nullable SSLContext trust,
            @Nullable SchemePortResolver ports) {
        this.maxRedirects = maxRedirects;
        this.clock = clock;
        SchemePortResolver portOf = ports == null ? DefaultSchemePortResolver.INSTANCE : ports;
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setSchemePortResolver(portOf)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_HEADER_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
                        .setSocketTimeout(Timeout.of(CONNECT_TIMEOUT))
                        .build());
        if (trust != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(trust));
        }
        this.client = HttpClientBuilder.create()
                .setConnectionManager(connections.build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setSchemePortResolver(portOf)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .setUserAgent("Caxton")
                .build();
    }

    FetchedPage fetch(String method, WebAddress first, long maxBytes, Instant deadline) {
        WebAddress address = first;
        for (int redirects = 0; ; redirects++) {
            Hop hop = request(method, address, maxBytes, deadline);
            if (hop.page() != null) {
                return hop.page();
            }
            if (redirects == maxRedirects) {
                throw new ToolFailedException(
                        "too_many_redirects",
                        "Address " + first + " redirects more than " + maxRedirects + " times",
                        "Give the final address, or raise tools.http_client.max_redirects.");
            }
            address = address.redirect(hop.location());
        }
    }

    private Hop request(String method, WebAddress address, long maxBytes, Instant deadline) {
        Timeout left = Timeout.of(left(deadline, address));
        var request = ClassicRequestBuilder.create(method)
                .setScheme(address.scheme())
                .setHttpHost(new HttpHost(address.scheme(), address.host(), address.port()))
                .setPath(address.target())
                .addHeader("Accept", "text/csv, application/json, text/*;q=0.9, */*;q=0.5")
                .build();
        RequestConfig limits = RequestConfig.custom()
                .setConnectionRequestTimeout(left)
                .setResponseTimeout(left)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
        var context = org.apache.hc.client5.http.protocol.HttpClientContext.create();
        context.setRequestConfig(limits);
        HttpHost target = new HttpHost(address.scheme(), address.host(), address.port());
        try {
            return client.execute(target, request, context, response -> read(address, response, maxBytes, deadline));
        } catch (UnknownHostException e) {
            throw failed("unresolved_host", "Host '" + address.host() + "' has no address", true, e);
        } catch (SSLException e) {
            throw failed("tls_failed", "Host '" + address.host() + "' offers no TLS that is trusted here", false, e);
        } catch (java.io.InterruptedIOException e) {
            throw failed("timeout", address + " did not answer in time", true, e);
        } catch (IOException e) {
            throw failed(
                    "connect_failed",
                    address + " could not be read: " + e.getClass().getSimpleName(),
                    true,
                    e);
        }
    }

    private Hop read(WebAddress address, ClassicHttpResponse response, long maxBytes, Instant deadline)
            throws IOException {
        Header location = response.getFirstHeader("Location");
        if (REDIRECTS.contains(response.getCode()) && location != null) {
            return new Hop(null, location.getValue() == null ? "" : location.getValue());
        }
        Header type = response.getFirstHeader("Content-Type");
        byte[] body = body(address, response.getEntity(), maxBytes, deadline);
        String reason = response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
        return new Hop(
                new FetchedPage(address, response.getCode(), reason, type == null ? null : type.getValue(), body), "");
    }

    private byte[] body(WebAddress address, @Nullable HttpEntity entity, long maxBytes, Instant deadline)
            throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        if (entity.getContentLength() > maxBytes) {
            throw tooLarge(address, maxBytes);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = entity.getContent()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                body.write(buffer, 0, count);
                if (body.size() > maxBytes) {
                    throw tooLarge(address, maxBytes);
                }
                left(deadline, address);
            }
        }
        return body.toByteArray();
    }

    private Duration left(Instant deadline, WebAddress address) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            throw failed("timeout", address + " did not answer in time", true, null);
        }
        return left;
    }

    private static ToolFailedException tooLarge(WebAddress address, long maxBytes) {
        return new ToolFailedException(
                "too_large",
                address + " has more than " + maxBytes + " bytes",
                "Ask for a smaller file, or raise max_file_size under parameters in the agent's file.");
    }

    private static ToolFailedException failed(
            String code, String message, boolean retryable, @Nullable Throwable cause) {
        return new ToolFailedException(new ToolResult.Failure(code, message, null, retryable), cause);
    }

    @Override
    public void close() {
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }

    private record Hop(@Nullable FetchedPage page, String location) {}
}
