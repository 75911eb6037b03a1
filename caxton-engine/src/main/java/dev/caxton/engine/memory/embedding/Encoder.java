package dev.caxton.engine.memory.embedding;

/** Turns tokens into vectors. May be shared between threads; not while closing. Public for {@link EncoderLoader} only. */
public interface Encoder extends AutoCloseable {

    /**
     * Vectors of length one.
     *
     * @param texts token ids of each text
     * @return one vector for each text, in their order
     * @throws Exception what the library reports
     */
    float[][] encode(int[][] texts) throws Exception;

    /** Gives the model's memory back. */
    @Override
    void close() throws Exception;
}
