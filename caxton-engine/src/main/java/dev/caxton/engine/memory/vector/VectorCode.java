package dev.caxton.engine.memory.vector;

/**
 * A vector in four bits a dimension, as planes of one bit each: the sign, which is scanned, and three below it, which tell
 * those apart that the signs let through.
 *
 * <p>A dimension's four bits are one of 16 levels, from 7.5 below zero to 7.5 above in steps that suit numbers which are
 * spread normally. What the levels lose of a vector's direction is measured when the code is made and kept with it, so
 * that the error of every estimate is known.
 */
final class VectorCode {

    /** Planes below the sign. */
    static final int FINER = 3;

    static final float MIDDLE = 7.5f;

    private static final int HIGHEST = 15;
    /** Of a word of 64 dimensions, groups of 16, whose four bits each fill a word. */
    private static final int FOURS = 4;

    private static final int IN_FOURS = 16;
    private static final long LOWEST_OF_FOURS = 0x1111_1111_1111_1111L;
    /** Best step for 16 even levels of a normal variable, in its standard deviations (J. Max, 1960). */
    private static final double STEP = 0.3352;

    /** The planes, the signs first, each of as many words. */
    final long[] planes;
    /** The sum of a query's numbers times the levels is to be multiplied by this to be the cosine. */
    final float scale;
    /** Square of the tangent of the angle between the vector and its levels. */
    final float spread;

    VectorCode(long[] planes, float scale, float spread) {
        this.planes = planes;
        this.scale = scale;
        this.spread = spread;
    }

    /** Words of 64 bits for one plane of so many dimensions. */
    static int words(int dimensions) {
        return (dimensions + Long.SIZE - 1) / Long.SIZE;
    }

    /** The code of a vector of any length but none. */
    static VectorCode of(float[] vector) {
        return of(vector, length(vector));
    }

    /** The code of a vector that has no direction. */
    static VectorCode ofNothing(int dimensions) {
        return new VectorCode(new long[words(dimensions) * (FINER + 1)], 0, 0);
    }

    /** The code of a vector of such a length, which is not 0. */
    static VectorCode of(float[] vector, double length) {
        int words = words(vector.length);
        int[] levels = new int[words * Long.SIZE];
        level(vector, (float) (Math.sqrt(vector.length) / (STEP * length)), levels);
        long[] planes = new long[words * (FINER + 1)];
        for (int word = 0; word < words; word++) {
            for (int quarter = 0; quarter < FOURS; quarter++) {
                long fours = fours(levels, word * Long.SIZE + quarter * IN_FOURS);
                int shift = quarter * IN_FOURS;
                planes[word] |= Long.compress(fours, LOWEST_OF_FOURS << 3) << shift;
                planes[words + word] |= Long.compress(fours, LOWEST_OF_FOURS << 2) << shift;
                planes[2 * words + word] |= Long.compress(fours, LOWEST_OF_FOURS << 1) << shift;
                planes[3 * words + word] |= Long.compress(fours, LOWEST_OF_FOURS) << shift;
            }
        }
        double product = product(vector, levels);
        double cosine = product / (Math.sqrt(squares(levels, vector.length)) * length);
        return new VectorCode(planes, (float) (length / product), (float) (1 / (cosine * cosine) - 1));
    }

    /** In a loop of its own, of which the compiler makes instructions that work on several dimensions at once. */
    private static void level(float[] vector, float steps, int[] levels) {
        for (int i = 0; i < vector.length; i++) {
            // Downwards, so that zero is with what is below it, as where most numbers are zero.
            levels[i] = HIGHEST - (int) Math.max(0, Math.min(HIGHEST, MIDDLE + 0.5f - vector[i] * steps));
        }
    }

    /** The levels of 16 dimensions side by side. */
    private static long fours(int[] levels, int from) {
        long fours = 0;
        for (int i = 0; i < IN_FOURS; i++) {
            fours |= (long) levels[from + i] << 4 * i;
        }
        return fours;
    }

    /** Of the vector with what its levels stand for; four sums, so that none waits for the other. */
    private static double product(float[] vector, int[] levels) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int i = 0;
        for (; i + 4 <= vector.length; i += 4) {
            first += (levels[i] - MIDDLE) * vector[i];
            second += (levels[i + 1] - MIDDLE) * vector[i + 1];
            third += (levels[i + 2] - MIDDLE) * vector[i + 2];
            fourth += (levels[i + 3] - MIDDLE) * vector[i + 3];
        }
        for (; i < vector.length; i++) {
            first += (levels[i] - MIDDLE) * vector[i];
        }
        return (double) first + second + third + fourth;
    }

    private static double squares(int[] levels, int dimensions) {
        int sum = 0;
        int squares = 0;
        for (int i = 0; i < dimensions; i++) {
            sum += levels[i];
            squares += levels[i] * levels[i];
        }
        return squares - 2.0 * MIDDLE * sum + (double) MIDDLE * MIDDLE * dimensions;
    }

    static double length(float[] vector) {
        return Math.sqrt(Centre.product(vector, vector));
    }
}
