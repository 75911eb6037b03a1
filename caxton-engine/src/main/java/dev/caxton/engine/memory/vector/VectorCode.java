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
        int words = words(vector.length);
        long[] planes = new long[words * (FINER + 1)];
        double length = length(vector);
        float steps = (float) (Math.sqrt(vector.length) / (STEP * length));
        float product = 0;
        float squares = 0;
        for (int word = 0, i = 0; word < words; word++) {
            long sign = 0;
            long high = 0;
            long middle = 0;
            long low = 0;
            int end = Math.min(Long.SIZE, vector.length - i);
            for (int bit = 0; bit < end; bit++, i++) {
                // Downwards, so that zero is with what is below it, as where most numbers are zero.
                long level = HIGHEST - (int) Math.max(0, Math.min(HIGHEST, MIDDLE + 0.5f - vector[i] * steps));
                sign |= (level >>> 3) << bit;
                high |= (level >>> 2 & 1) << bit;
                middle |= (level >>> 1 & 1) << bit;
                low |= (level & 1) << bit;
                float value = level - MIDDLE;
                product += value * vector[i];
                squares += value * value;
            }
            planes[word] = sign;
            planes[words + word] = high;
            planes[2 * words + word] = middle;
            planes[3 * words + word] = low;
        }
        double cosine = product / (Math.sqrt(squares) * length);
        return new VectorCode(planes, (float) (length / product), (float) (1 / (cosine * cosine) - 1));
    }

    static double length(float[] vector) {
        float even = 0;
        float odd = 0;
        for (int i = 0; i + 1 < vector.length; i += 2) {
            even += vector[i] * vector[i];
            odd += vector[i + 1] * vector[i + 1];
        }
        float last = vector.length % 2 == 0 ? 0 : vector[vector.length - 1];
        return Math.sqrt(even + odd + last * last);
    }
}
