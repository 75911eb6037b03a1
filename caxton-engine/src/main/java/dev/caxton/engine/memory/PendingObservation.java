package dev.caxton.engine.memory;

import org.jspecify.annotations.Nullable;

/**
 * A fact on its way into the store.
 *
 * @param observationId {@code obs_} and a UUID
 * @param content the fact
 * @param embedding its vector; null where the model was not loaded
 */
record PendingObservation(
        String observationId, String content, @Nullable Embedding embedding) {}
