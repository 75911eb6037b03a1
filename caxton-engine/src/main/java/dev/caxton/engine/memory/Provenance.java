package dev.caxton.engine.memory;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a memory comes from.
 *
 * @param operationId identifies the request, so that a retry is harmless; null for a request that is never repeated
 * @param actor who asks, for the audit trail
 * @param source kept with each observation, such as {@code api} or a message id
 */
public record Provenance(@Nullable String operationId, String actor, String source) {

    /** Source of what comes in through the API. */
    public static final String API = "api";

    public Provenance {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(source, "source");
    }

    /** A request of the API that is never repeated. */
    static Provenance once() {
        return new Provenance(null, API, API);
    }
}
