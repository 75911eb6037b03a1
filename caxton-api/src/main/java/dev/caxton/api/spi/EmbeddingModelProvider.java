package dev.caxton.api.spi;

import java.util.List;

/**
 * Supplies a model that turns texts into vectors; found as a CDI bean or handed to the engine's builder, and used when
 * {@code memory.embedding_model} names its {@link #model}.
 *
 * <p>May be called by several threads at once. One that throws makes search by meaning unavailable for that request, and
 * nothing else.
 */
public interface EmbeddingModelProvider {

    /**
     * Name of the model in the configuration and beside each stored vector, 1 to 64 characters without spaces; the same
     * on every call. A model whose vectors differ needs another name.
     */
    String model();

    /** Length of its vectors, 1 to 4096; the same on every call. */
    int dimension();

    /**
     * The vectors of several texts, in their order, each {@link #dimension} finite numbers that are not all zero. They need
     * not have length one. The same text has the same vector whichever texts it is embedded with. Asked for the first time,
     * soon after the start, it may take long: until it returns, the model counts as starting.
     *
     * @param texts one or more, none of them null
     */
    List<float[]> embedAll(List<String> texts);
}
