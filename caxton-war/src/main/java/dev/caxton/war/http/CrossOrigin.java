package dev.caxton.war.http;

import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers which web pages of other origins may read answers (CORS): none, unless the configuration lists their
 * origins. Cookies play no part, so credentials of a browser are never allowed.
 */
public final class CrossOrigin {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS = "Authorization, Content-Type, Accept, X-API-Key, X-Request-Id,"
            + " Idempotency-Key, Prefer, Last-Event-ID, traceparent";
    private static final String ANSWER_HEADERS = "X-Request-Id, X-Total-Count, X-Next-Cursor, Location, Retry-After,"
            + " RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset";
    private static final String SECONDS_TO_REMEMBER = "3600";

    private final Set<String> allowed;

    /** Allows these origins, in lower case. */
    public CrossOrigin(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** Whether pages of an origin may use the interface. */
    public boolean allows(@Nullable String origin) {
        return origin != null && allowed.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** Sets the headers of an answer to a request of an origin; nothing for origins that are not allowed. */
    public void set(@Nullable String origin, BiConsumer<String, String> header) {
        if (allowed.isEmpty()) {
            return;
        }
        header.accept("Vary", "Origin");
        if (origin != null && allows(origin)) {
            header.accept("Access-Control-Allow-Origin", origin);
            header.accept("Access-Control-Expose-Headers", ANSWER_HEADERS);
            header.accept("Cross-Origin-Resource-Policy", "cross-origin");
        }
    }

    /** Whether a request is a browser's question before the real one, and allowed. */
    public boolean preflight(String method, @Nullable String origin, @Nullable String asksForMethod) {
        return "OPTIONS".equals(method) && asksForMethod != null && allows(origin);
    }

    /** Sets what the answer to such a question has on top. */
    public void answerPreflight(BiConsumer<String, String> header) {
        header.accept("Access-Control-Allow-Methods", METHODS);
        header.accept("Access-Control-Allow-Headers", REQUEST_HEADERS);
        header.accept("Access-Control-Max-Age", SECONDS_TO_REMEMBER);
    }
}
