package dev.caxton.engine.config;

/**
 * How often one caller may ask.
 *
 * @param enabled whether there is a limit; default where the server listens beyond loopback
 * @param requestsPerMinute requests a minute in the long run, 1 to 10000000; default 6000
 * @param burst requests at once after a silence, 1 to 1000000; default 200
 */
public record RateLimitConfig(boolean enabled, int requestsPerMinute, int burst) {}
