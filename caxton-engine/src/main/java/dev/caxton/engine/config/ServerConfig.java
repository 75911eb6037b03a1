package dev.caxton.engine.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Network, directories, shutdown.
 *
 * @param host address to listen on; default 127.0.0.1
 * @param port port of the REST interface, 0 to 65535, 0 for any free one; default 8080
 * @param dataDir directory of the databases; default {@code ./data}
 * @param agentsDir directory of agent files; default what {@code init} recorded, else {@code agents} beside the data
 * @param requestTimeout longest time for one request; default 30s
 * @param shutdownTimeout longest time for requests in flight when stopping; default 25s
 * @param maxBodySize largest request body; default 10MB
 */
public record ServerConfig(
        String host,
        int port,
        Path dataDir,
        Path agentsDir,
        Duration requestTimeout,
        Duration shutdownTimeout,
        ByteSize maxBodySize) {}
