package dev.caxton.client;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.security.AuditTrail;
import dev.caxton.api.security.Keys;
import dev.caxton.api.tool.Tools;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * Caxton over HTTP: what a program in another process holds of a running server.
 *
 * <p>Nothing is sent before the first call. A server that does not answer is an {@code UNREACHABLE}, one that answers
 * too late a {@code TIMEOUT}, both retryable; what the server reports arrives as the same exception that the engine
 * throws in its own process. May be shared between threads.
 */
public final class HttpCaxton implements Caxton {

    private final HttpTransport transport;
    private final Set<Following> followings = ConcurrentHashMap.newKeySet();
    private final Agents agents;
    private final Messages messages;
    private final Memory memory;
    private final Tools tools;
    private final Operations ops;
    private final Keys keys;
    private final AuditTrail audit;

    private HttpCaxton(HttpTransport transport, HttpCaxtonOptions options) {
        this.transport = transport;
        Exchange exchange = new Exchange(transport, options);
        this.agents = new HttpAgents(exchange, followings);
        this.messages = new HttpMessages(exchange);
        this.memory = new HttpMemory(exchange);
        this.tools = new HttpTools(exchange);
        this.ops = new HttpOperations(exchange, followings);
        this.keys = new HttpKeys(exchange);
        this.audit = new HttpAuditTrail(exchange);
    }

    /** The server at an address, such as {@code http://localhost:8080}, without authentication. */
    public static HttpCaxton connect(URI url) {
        return connect(HttpCaxtonOptions.of(url));
    }

    /** A server, over the JDK's HTTP client. */
    public static HttpCaxton connect(HttpCaxtonOptions options) {
        return over(new JdkHttpTransport(), options);
    }

    /**
     * A server that is reached with TLS, over the JDK's HTTP client.
     *
     * @param tls whom to trust and what to show, as {@link dev.caxton.tls.TlsContexts#client} makes it of PEM files
     */
    public static HttpCaxton connect(HttpCaxtonOptions options, SSLContext tls) {
        return over(new JdkHttpTransport(tls), options);
    }

    /** A server, over a transport of one's own, which is closed with this object. */
    public static HttpCaxton over(HttpTransport transport, HttpCaxtonOptions options) {
        requireNonNull(transport, "transport");
        URI url = options.url();
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "URL is '" + ProblemReader.cut(url.toString()) + "', expected one like http://localhost:8080",
                    (String) null);
        }
        return new HttpCaxton(transport, options);
    }

    @Override
    public Agents agents() {
        return agents;
    }

    @Override
    public Messages messages() {
        return messages;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public Tools tools() {
        return tools;
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public AuditTrail audit() {
        return audit;
    }

    @Override
    public Operations ops() {
        return ops;
    }

    /** Ends subscriptions and lets connections go; the server goes on. */
    @Override
    public void close() {
        List.copyOf(followings).forEach(Following::close);
        transport.close();
    }
}
