package dev.caxton.engine.memory.vector;

import java.util.Arrays;

/**
 * A query beside the codes of one part: what it is without the centre, in six bits a dimension, as planes. Immutable.
 *
 * <p>A product of numbers in planes is a sum of counts of common bits, each with the weight of its two planes. The
 * query's numbers are signed: its highest plane counts below zero. What one plane of a row contributes is kept, so that a
 * finer estimate adds only the planes below. Rows count as having length one.
 */
final class QueryCode {

    private static final int PLANES = 6;
    private static final float HIGHEST = 31;
    /** Variance of what rounding to whole numbers changes. */
    private static final float ROUNDING = 1f / 12;

    /** What one and two bits a dimension keep of the direction of a vector whose numbers are spread normally. */
    private static final double SIGN_COSINE = Math.sqrt(2 / Math.PI);

    private static final double COARSE_COSINE = 0.927;
    /** Length of two bits a dimension of such a vector, for each dimension. */
    private static final double COARSE_LENGTH = 0.781;

    /** How much more it is for vectors of sentences, whose lengths in two bits differ a little. */
    private static final float COARSE_SPREAD = 1.3f;

    private final int words;
    /** Word after word, the lowest plane first. */
    private final long[] planes;

    private final float sum;
    private final float step;
    private final float dimensions;
    /** Square of its length. */
    private final float squares;

    private final float signScale;
    private final float coarseScale;

    QueryCode(float[] query) {
        words = VectorCode.words(query.length);
        float most = 0;
        for (float value : query) {
            most = Math.max(most, Math.abs(value));
        }
        float width = Math.max(most / HIGHEST, Float.MIN_NORMAL);
        int[] levels = new int[words * Long.SIZE];
        level(query, 1 / width, levels);
        int total = 0;
        for (int level : levels) {
            total += level;
        }
        sum = total;
        planes = new long[words * PLANES];
        for (int word = 0; word < words; word++) {
            setPlanes(levels, word);
        }
        step = width;
        double length = VectorCode.length(query);
        squares = (float) (length * length);
        dimensions = query.length;
        double root = Math.sqrt(query.length);
        signScale = (float) (step / (SIGN_COSINE * root));
        coarseScale = (float) (step / (COARSE_COSINE * COARSE_LENGTH * root));
    }

    /** In a loop of its own, of which the compiler makes instructions that work on several dimensions at once. */
    private static void level(float[] query, float steps, int[] levels) {
        for (int i = 0; i < query.length; i++) {
            // To the nearest, by what is above zero.
            levels[i] = (int) (query[i] * steps + (HIGHEST + 1.5f)) - ((int) HIGHEST + 1);
        }
    }

    private void setPlanes(int[] levels, int word) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        long e = 0;
        long f = 0;
        int from = word * Long.SIZE;
        for (int i = 0; i < Long.SIZE; i++) {
            long level = levels[from + i];
            a |= (level & 1) << i;
            b |= (level >>> 1 & 1) << i;
            c |= (level >>> 2 & 1) << i;
            d |= (level >>> 3 & 1) << i;
            e |= (level >>> 4 & 1) << i;
            f |= (level >>> 5 & 1) << i;
        }
        int plane = word * PLANES;
        planes[plane] = a;
        planes[plane + 1] = b;
        planes[plane + 2] = c;
        planes[plane + 3] = d;
        planes[plane + 4] = e;
        planes[plane + 5] = f;
    }

    /** What the signs of the first rows contribute, row by row; behind them there may be anything. */
    void ofSigns(CodeBlock block, int rows, int[] products) {
        Arrays.fill(products, 0, rows, 0);
        for (int word = 0; word < words; word++) {
            int plane = word * PLANES;
            addProducts(
                    block.signs,
                    word * block.capacity,
                    rows,
                    planes[plane],
                    planes[plane + 1],
                    planes[plane + 2],
                    planes[plane + 3],
                    planes[plane + 4],
                    planes[plane + 5],
                    products);
        }
    }

    /** In a shape of which the compiler makes instructions that count in several rows at once, where there are any. */
    private static void addProducts(
            long[] bits, int from, int rows, long a, long b, long c, long d, long e, long f, int[] products) {
        for (int row = 0; row < rows; row++) {
            long word = bits[from + row];
            products[row] += Long.bitCount(word & a)
                    + (Long.bitCount(word & b) << 1)
                    + (Long.bitCount(word & c) << 2)
                    + (Long.bitCount(word & d) << 3)
                    + (Long.bitCount(word & e) << 4)
                    - (Long.bitCount(word & f) << 5);
        }
    }

    /** What the signs of a row contribute. */
    int ofSigns(CodeBlock block, int row) {
        int total = 0;
        for (int word = 0; word < words; word++) {
            total += product(block.signs[word * block.capacity + row], word);
        }
        return total;
    }

    /** What the plane below the signs contributes. */
    int ofCoarse(CodeBlock block, int row) {
        return ofPlane(block.coarse, row * words);
    }

    private int ofPlane(long[] bits, int at) {
        int total = 0;
        for (int word = 0; word < words; word++) {
            total += product(bits[at + word], word);
        }
        return total;
    }

    private int product(long bits, int word) {
        int plane = word * PLANES;
        return Long.bitCount(bits & planes[plane])
                + (Long.bitCount(bits & planes[plane + 1]) << 1)
                + (Long.bitCount(bits & planes[plane + 2]) << 2)
                + (Long.bitCount(bits & planes[plane + 3]) << 3)
                + (Long.bitCount(bits & planes[plane + 4]) << 4)
                - (Long.bitCount(bits & planes[plane + 5]) << 5);
    }

    /** What {@link #bySigns} gives for each of {@link #ofSigns}. */
    float signFactor() {
        return 2 * signScale;
    }

    /** About the product, by what {@link #ofSigns} gave. */
    float bySigns(int ofSigns) {
        return (2 * ofSigns - sum) * signScale;
    }

    /** About the product, by what {@link #ofSigns} and {@link #ofCoarse} gave. */
    float byCoarse(int ofSigns, int ofCoarse) {
        return (2 * ofSigns + ofCoarse - 1.5f * sum) * coarseScale;
    }

    /** Standard deviation of {@link #bySigns} from a product. */
    float errorBySigns(float product) {
        return error((float) (1 / (SIGN_COSINE * SIGN_COSINE) - 1), product);
    }

    /** Standard deviation of {@link #byCoarse} from a product. */
    float errorByCoarse(float product) {
        return COARSE_SPREAD * error((float) (1 / (COARSE_COSINE * COARSE_COSINE) - 1), product);
    }

    /** The product as far as all planes tell; {@link #error} says how far that is. */
    float estimate(CodeBlock block, int row, int ofSigns, int ofCoarse) {
        int at = row * block.fineWords;
        int total = (ofSigns << 3) + (ofCoarse << 2) + (ofPlane(block.fine, at) << 1) + ofPlane(block.fine, at + words);
        return (total - VectorCode.MIDDLE * sum) * step * block.scale(row);
    }

    /**
     * Standard deviation of an estimate from a product.
     *
     * <p>The levels of a row point a little aside from it; what is at right angles to it falls, at random, on what of the
     * query is at right angles to it.
     *
     * @param spread square of the tangent of the angle between a row and its levels
     */
    float error(float spread, float product) {
        float aside = Math.max(0, squares - product * product);
        return (float) Math.sqrt(spread * aside / dimensions + step * step * ROUNDING);
    }
}
