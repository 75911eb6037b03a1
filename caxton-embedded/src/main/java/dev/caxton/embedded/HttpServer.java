package dev.caxton.embedded;

import dev.caxton.embedded.tls.ServerTls;
import dev.caxton.engine.config.RequestLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/** Jetty as Caxton wants it: HTTP/1.1, a virtual thread for each request, limits on everything that a caller controls. */
final class HttpServer {

    private final Server server;

    private HttpServer(Server server) {
        this.server = server;
    }

    /**
     * Serves a handler on ports that are already taken.
     *
     * @param tls what encrypts both ports; null for plain HTTP
     */
    static HttpServer on(
            Ports ports, RequestLimits limits, @Nullable ServerTls tls, Handler handler, ProblemErrorHandler errors) {
        VirtualThreadPool threads = new VirtualThreadPool(limits.maxConnections());
        threads.setName("http");
        Server server = new Server(threads);
        server.setErrorHandler(errors);
        server.setHandler(handler);
        server.setStopTimeout(0); // draining is ours
        connect(server, "rest", ports.rest(), limits, tls);
        if (ports.metrics() != null) {
            connect(server, MetricsHandler.CONNECTOR, ports.metrics(), limits, tls);
        }
        server.addBean(new NetworkConnectionLimit(limits.maxConnections(), server));
        server.addBean(new SlowConnections(server, limits));
        if (tls != null) {
            server.addBean(tls.watch(server));
        }
        return new HttpServer(server);
    }

    private static void connect(
            Server server, String name, ServerSocketChannel port, RequestLimits limits, @Nullable ServerTls tls) {
        HttpConfiguration configuration = configuration(limits);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        ServerConnector connector = new ServerConnector(server, 1, 1, http);
        if (tls != null) {
            // Which names are ours is checked by ForeignOrigin, and one certificate serves them all.
            configuration.addCustomizer(new SecureRequestCustomizer(false));
            ConnectionFactory secure = new SslConnectionFactory(tls.factory(), http.getProtocol());
            connector.addFirstConnectionFactory(secure);
            connector.setDefaultProtocol(secure.getProtocol());
        }
        connector.setIdleTimeout(limits.idleTimeout().toMillis());
        connector.setName(name);
        try {
            connector.open(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.addConnector(connector);
    }

    private static HttpConfiguration configuration(RequestLimits limits) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize((int) limits.maxHeaderSize().bytes());
        // agents may be named by the path of their file
        // Names in paths may hold '/' and '%'; only the decoded name is ever used, and never as a path of a file.
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "caxton", Violation.AMBIGUOUS_PATH_SEPARATOR, Violation.AMBIGUOUS_PATH_ENCODING));
        return http;
    }

    void start() throws Exception {
        server.start();
    }

    void stop() throws Exception {
        server.stop();
    }
}
