package dev.caxton.engine.memory;

import org.jspecify.annotations.Nullable;

/** A fact on its way into the store. */
final class PendingObservation {

    private final String observationId;
    private final String content;
    private final @Nullable Embedding embedding;
    private final byte[] hash;

    /**
     * Takes its hash at once, so that the writer need not.
     *
     * @param observationId {@code obs_} and a UUID
     * @param content the fact
     * @param embedding its vector; null where the model was not loaded
     */
    PendingObservation(String observationId, String content, @Nullable Embedding embedding) {
        this.observationId = observationId;
        this.content = content;
        this.embedding = embedding;
        this.hash = GraphWrites.hash(content);
    }

    String observationId() {
        return observationId;
    }

    String content() {
        return content;
    }

    @Nullable
    Embedding embedding() {
        return embedding;
    }

    /** SHA-256 of the fact, which tells it from others of the same entity; not to be changed. */
    byte[] hash() {
        return hash;
    }
}
