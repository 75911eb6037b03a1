package dev.caxton.engine.memory.vector;

/**
 * The two ways to make bits of a vector: one bit for each dimension, its sign, for what is stored; and four bits for each
 * dimension of a query, so that the few that the signs let through are told apart better.
 */
final class SignCode {

    /** Mean of the absolute value of a normal variable; what the signs of a vector keep of its direction. */
    private static final double MEAN_OF_SIGNS = Math.sqrt(2 / Math.PI);

    private static final int LEVELS = 15;
    private static final int PLANES = 4;

    /** Words of 64 bits for the signs of so many dimensions. */
    static int words(int dimensions) {
        return (dimensions + Long.SIZE - 1) / Long.SIZE;
    }

    /**
     * Standard deviation of {@link Query#estimate} from the cosine, for vectors whose directions are spread evenly.
     *
     * <p>The signs of a vector of length one make a vector whose cosine to it is {@link #MEAN_OF_SIGNS}; what is at right
     * angles to it falls on the query at random.
     */
    static float error(int dimensions) {
        return (float) Math.sqrt((1 / (MEAN_OF_SIGNS * MEAN_OF_SIGNS) - 1) / dimensions);
    }

    /** Sets a bit for every dimension above zero. */
    static long[] signs(float[] vector) {
        long[] signs = new long[words(vector.length)];
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                signs[i >>> 6] |= 1L << i;
            }
        }
        return signs;
    }

    /**
     * A query in four bits a dimension, as four planes of one bit.
     *
     * <p>The product of a query with a vector of signs is twice its sum over the dimensions above zero, less its sum over
     * all.
     */
    static final class Query {

        private final int words;
        private final long[] planes;
        private final float lowest;
        private final float step;
        private final float total;
        private final float scale;

        Query(float[] query) {
            words = words(query.length);
            planes = new long[words * PLANES];
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (float value : query) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            lowest = low;
            step = Math.max((high - low) / LEVELS, Float.MIN_NORMAL);
            float sum = 0;
            float squares = 0;
            for (int i = 0; i < query.length; i++) {
                int level = Math.clamp(Math.round((query[i] - low) / step), 0, LEVELS);
                sum += low + step * level;
                squares += query[i] * query[i];
                for (int plane = 0; plane < PLANES; plane++) {
                    if ((level >>> plane & 1) != 0) {
                        planes[(i >>> 6) * PLANES + plane] |= 1L << i;
                    }
                }
            }
            total = sum;
            scale = (float) (1 / (MEAN_OF_SIGNS * Math.sqrt(query.length * squares)));
        }

        /** The cosine of the query and a vector, as far as signs tell; the error is about {@link #error}. */
        float estimate(long[] codes, int from) {
            int above = 0;
            int levels = 0;
            for (int word = 0; word < words; word++) {
                long code = codes[from + word];
                int plane = word * PLANES;
                above += Long.bitCount(code);
                levels += Long.bitCount(code & planes[plane])
                        + (Long.bitCount(code & planes[plane + 1]) << 1)
                        + (Long.bitCount(code & planes[plane + 2]) << 2)
                        + (Long.bitCount(code & planes[plane + 3]) << 3);
            }
            return (2 * (lowest * above + step * levels) - total) * scale;
        }
    }

    private SignCode() {}
}
