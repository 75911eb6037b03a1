package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A vector as it is stored. Immutable by agreement: nobody changes the array. */
final class Embedding {

    private static final double CLOSE_TO_ONE = 1e-4;

    private final float[] values;
    private byte @Nullable [] stored;

    private Embedding(float[] values) {
        this.values = values;
    }

    /**
     * A vector as a model gave it, scaled to length one where it is not.
     *
     * @throws CaxtonException with {@code EMBEDDING_UNAVAILABLE} for one that has no direction: all zero, or with an
     *     infinite number or one that is none
     */
    static Embedding of(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        if (!(squares > 0) || Double.isInfinite(squares)) {
            throw CaxtonException.of(
                    ProblemType.EMBEDDING_UNAVAILABLE,
                    "embedding model gave a vector whose length is " + Math.sqrt(squares) + ", expected one",
                    "check the embedding model");
        }
        if (Math.abs(squares - 1) < CLOSE_TO_ONE) {
            return new Embedding(values);
        }
        float[] scaled = new float[values.length];
        double factor = 1 / Math.sqrt(squares);
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) (values[i] * factor);
        }
        return new Embedding(scaled);
    }

    /** Reads little-endian 32-bit floats. */
    static Embedding ofBytes(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Embedding(values);
    }

    /** Little-endian 32-bit floats; made once, mostly by the thread that made the vector. Nobody changes them. */
    byte[] toBytes() {
        byte[] known = stored;
        if (known == null) {
            known = bytes();
            stored = known;
        }
        return known;
    }

    private byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    int dimensions() {
        return values.length;
    }

    float[] values() {
        return values;
    }
}
