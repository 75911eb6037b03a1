package dev.caxton.engine.memory.embedding;

import dev.caxton.api.ops.ModelState;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Turns texts into vectors of length one whose dot product is the likeness of their meanings.
 *
 * <p>The same text has the same vector whichever texts it is embedded with. May be shared between threads.
 */
public interface Embedder {

    /** Whether the model can be used. */
    ModelState state();

    /** Name of the model; vectors of different models cannot be compared. */
    String model();

    /** Length of its vectors. */
    int dimensions();

    /** The vector of one text; {@code EMBEDDING_UNAVAILABLE} unless the model is {@link ModelState#LOADED}. */
    float[] embed(String text);

    /** The vectors of several texts, in their order; fails as {@link #embed} does. */
    List<float[]> embedAll(List<String> texts);

    /**
     * As {@link #embedAll}, for work that nobody waits for: no text of it takes a place in a cache, where texts are kept
     * that are likely to be asked for again.
     */
    default List<float[]> embedInBulk(List<String> texts) {
        return embedAll(texts);
    }

    /** Completes, never exceptionally, with the state in which loading ended. */
    default CompletableFuture<ModelState> ready() {
        return CompletableFuture.completedFuture(state());
    }

    /** Drops texts from caches. */
    default void forget(Collection<String> texts) {}

    /** Whether a text is longer than the model reads, so that its end has no influence on the vector. */
    default boolean isTruncated(String text) {
        return false;
    }

    /** Forgets vectors that were kept in memory to answer the same texts again. */
    default void clearCache() {}

    /** How much was embedded so far. */
    default EmbeddingFigures figures() {
        return EmbeddingFigures.NONE;
    }

    /** An embedder without a model, always {@link ModelState#MISSING}. */
    static Embedder none() {
        return new AbsentEmbedder();
    }
}
