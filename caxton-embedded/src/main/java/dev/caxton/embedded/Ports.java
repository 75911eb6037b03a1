package dev.caxton.embedded;

import dev.caxton.api.CaxtonException;
import dev.caxton.engine.config.CaxtonConfig;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of a server, taken.
 *
 * @param rest port of the REST interface
 * @param metrics port of the metrics; null for none
 */
record Ports(ServerSocketChannel rest, @Nullable ServerSocketChannel metrics) {

    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

    /** Takes the ports of a configuration, both or none. */
    static Ports take(CaxtonConfig config) {
        String host = config.server().host();
        ServerSocketChannel rest = BoundPort.bind(host, config.server().port(), "server.port");
        int metricsPort = config.monitoring().metricsPort();
        try {
            return new Ports(
                    rest, metricsPort < 0 ? null : BoundPort.bind(host, metricsPort, "monitoring.metrics_port"));
        } catch (CaxtonException e) {
            release(rest);
            throw e;
        }
    }

    private static void release(ServerSocketChannel port) {
        try {
            port.close();
        } catch (IOException e) {
            LOG.debug("A port that is not needed did not close", e);
        }
    }

    /** All of them, the REST interface first. */
    List<ServerSocketChannel> all() {
        return metrics == null ? List.of(rest) : List.of(rest, metrics);
    }

    /** Number of a port. */
    static int number(ServerSocketChannel port) {
        return port.socket().getLocalPort();
    }
}
