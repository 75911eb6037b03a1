package dev.caxton.engine.config;

import java.time.Duration;

/**
 * Bounds of what one connection or request may ask for.
 *
 * @param maxHeaderSize largest request line and headers together; default 16KiB
 * @param maxUrlLength longest path and query together; default 8KiB
 * @param maxConnections most open connections; further ones wait to be accepted; default 8192
 * @param idleTimeout how long a connection may be silent; default 60s
 * @param headerTimeout how long a request's headers may take from their first byte, or from the connection's opening if it
 *     is the first; default 20s
 * @param minBodyBytesPerSecond bytes a second that a body must bring on average once it has taken 10 seconds; 0 for any;
 *     default 500
 * @param maxJsonDepth deepest nesting of a JSON body; default 64
 * @param maxJsonTokens most names, values and brackets of a JSON body; default 1000000
 */
public record RequestLimits(
        ByteSize maxHeaderSize,
        ByteSize maxUrlLength,
        int maxConnections,
        Duration idleTimeout,
        Duration headerTimeout,
        int minBodyBytesPerSecond,
        int maxJsonDepth,
        int maxJsonTokens) {}
