package dev.caxton.engine.memory.vector;

/** A direction around which many vectors lie, of length one. Immutable: nobody changes the array it was made of. */
final class Centre {

    /** How far from one a length is that is one. */
    private static final double ROUNDING = 1e-6;

    final float[] vector;

    Centre(float[] vector) {
        this.vector = vector;
    }

    float cosine(float[] unit) {
        return product(vector, unit);
    }

    /** Four sums, so that none waits for the other. */
    static float product(float[] a, float[] b) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int i = 0;
        for (; i + 4 <= a.length; i += 4) {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            first += a[i] * b[i];
        }
        return first + second + third + fourth;
    }

    /** The same direction with length one; a vector without direction stays as it is. */
    static float[] unit(float[] vector) {
        return unit(vector, VectorCode.length(vector));
    }

    /** The same of a vector whose length is known; it may be the one that is handed over. */
    static float[] unit(float[] vector, double length) {
        if (Math.abs(length - 1) < ROUNDING) {
            return vector;
        }
        float factor = length > 0 ? (float) (1 / length) : 1;
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i] * factor;
        }
        return unit;
    }

    /** What is left of a vector without this one. */
    float[] without(float[] unit) {
        float[] rest = new float[unit.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = unit[i] - vector[i];
        }
        return rest;
    }
}
