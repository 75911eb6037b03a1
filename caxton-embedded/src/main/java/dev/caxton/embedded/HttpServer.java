package dev.caxton.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** Jetty as Caxton wants it: HTTP/1.1, a virtual thread for each request, limits on everything that a caller controls. */
final class HttpServer {

    private static final int HEADER_BYTES = 16 * 1024;
    private static final int CONNECTIONS = 8192;
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Server server;

    private HttpServer(Server server) {
        this.server = server;
    }

    /** Serves a handler on ports that are already taken. */
    static HttpServer on(Ports ports, Handler handler, ProblemErrorHandler errors) {
        VirtualThreadPool threads = new VirtualThreadPool(CONNECTIONS);
        threads.setName("http");
        Server server = new Server(threads);
        server.setErrorHandler(errors);
        server.setHandler(handler);
        server.setStopTimeout(0); // draining is ours
        connect(server, "rest", ports.rest());
        if (ports.metrics() != null) {
            connect(server, MetricsHandler.CONNECTOR, ports.metrics());
        }
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        return new HttpServer(server);
    }

    private static void connect(Server server, String name, ServerSocketChannel port) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setName(name);
        try {
            connector.open(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.addConnector(connector);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
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
