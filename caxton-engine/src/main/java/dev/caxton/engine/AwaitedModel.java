package dev.caxton.engine;

import dev.caxton.engine.memory.embedding.Embedder;
import java.util.concurrent.TimeUnit;

/**
 * The embedding model as agents use it: an answer that is asked for in the first seconds of a server waits for the model
 * rather than coming out poorer. Thread-safe.
 *
 * @param embedder the model
 */
record AwaitedModel(Embedder embedder) {

    /** Several times what loading takes on a busy machine; an answer without memory is better than none. */
    private static final long PATIENCE_SECONDS = 15;

    /** Returns once the model is loaded or cannot be, or after a while. */
    void await() {
        // The copy completes by itself, so that the time limit leaves the model's own future alone.
        embedder.ready()
                .copy()
                .completeOnTimeout(embedder.state(), PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    float[] embed(String text) {
        await();
        return embedder.embed(text);
    }
}
