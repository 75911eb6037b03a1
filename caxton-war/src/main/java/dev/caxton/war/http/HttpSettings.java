package dev.caxton.war.http;

import java.time.Duration;
import java.util.Set;

/**
 * What the REST interface lets through.
 *
 * @param maxBodyBytes largest request body in bytes
 * @param checkOrigin whether requests that reach a loopback address must name a local host and origin
 * @param allowedHosts further host names to accept, in lower case
 * @param heartbeat how long a stream may be silent before a comment is sent
 */
public record HttpSettings(long maxBodyBytes, boolean checkOrigin, Set<String> allowedHosts, Duration heartbeat) {

    /** Silence of a stream after which proxies begin to lose patience. */
    public static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(15);

    private static final long USUAL_BODY = 10L * 1024 * 1024;

    public HttpSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /** Documented defaults: 10 MB, loopback names only. */
    public static HttpSettings defaults() {
        return new HttpSettings(USUAL_BODY, true, Set.of(), USUAL_HEARTBEAT);
    }
}
