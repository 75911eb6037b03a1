package dev.caxton.engine;

import dev.caxton.engine.identity.PatientWait;
import dev.caxton.engine.memory.embedding.Embedder;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * The embedding model as agents use it: an answer that is asked for in the first seconds of a server waits for the model
 * rather than coming out poorer. Thread-safe.
 *
 * @param embedder the model
 */
record AwaitedModel(Embedder embedder) {

    /** Several times what loading takes on a busy machine; an answer without memory is better than none. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Returns once the model is loaded or cannot be, or after a while. */
    void await() {
        try {
            PatientWait.atMost(PATIENCE, embedder.ready());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a model's loading ends in a state, never in a failure", e.getCause());
        }
    }

    float[] embed(String text) {
        await();
        return embedder.embed(text);
    }
}
