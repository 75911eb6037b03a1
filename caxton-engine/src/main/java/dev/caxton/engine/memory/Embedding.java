package dev.caxton.engine.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A vector as it is stored. Immutable by agreement: nobody changes the array. */
final class Embedding {

    private final float[] values;

    private Embedding(float[] values) {
        this.values = values;
    }

    static Embedding of(float[] values) {
        return new Embedding(values);
    }

    /** Reads little-endian 32-bit floats. */
    static Embedding ofBytes(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Embedding(values);
    }

    byte[] toBytes() {
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
