package dev.caxton.engine.memory.vector;

import java.util.List;

/**
 * Signs of many vectors, word by word for all of them: told apart by the number of signs in which they differ, all of them
 * at little cost. Immutable.
 */
final class SignColumns {

    private final int count;
    private final int words;
    private final long[] columns;

    SignColumns(List<float[]> vectors, int dimensions) {
        count = vectors.size();
        words = VectorCode.words(dimensions);
        columns = new long[words * count];
        for (int i = 0; i < count; i++) {
            long[] signs = signs(vectors.get(i));
            for (int word = 0; word < words; word++) {
                columns[word * count + i] = signs[word];
            }
        }
    }

    /** A bit for each number that is below zero. */
    static long[] signs(float[] vector) {
        long[] signs = new long[VectorCode.words(vector.length)];
        for (int word = 0; word < signs.length; word++) {
            int from = word * Long.SIZE;
            long bits = 0;
            for (int i = 0; i < Math.min(Long.SIZE, vector.length - from); i++) {
                bits |= (long) (Float.floatToRawIntBits(vector[from + i]) >>> 31) << i;
            }
            signs[word] = bits;
        }
        return signs;
    }

    /** In how many signs each of them differs from others. */
    void differences(long[] signs, int[] differences) {
        for (int i = 0; i < count; i++) {
            differences[i] = 0;
        }
        for (int word = 0; word < words; word++) {
            add(columns, word * count, count, signs[word], differences);
        }
    }

    /** In a shape of which the compiler makes instructions that count in several words at once, where there are any. */
    private static void add(long[] columns, int from, int count, long signs, int[] differences) {
        for (int i = 0; i < count; i++) {
            differences[i] += Long.bitCount(columns[from + i] ^ signs);
        }
    }
}
