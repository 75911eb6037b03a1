package dev.caxton.engine.memory.vector;

import java.util.Arrays;

/**
 * A query beside codes: its signs for the scan, and six bits a dimension, as planes, for estimates. Immutable.
 *
 * <p>A product of numbers in planes is a sum of counts of common bits, each with the weight of its two planes. The
 * query's numbers are signed: its highest plane counts below zero. What one plane of a row contributes is kept, so that a
 * finer estimate adds only the planes below.
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
    private final long[] signs;
    /** Word after word, the lowest plane first. */
    private final long[] planes;

    private final float sum;
    private final float step;
    private final float dimensions;
    private final float signScale;
    private final float coarseScale;

    QueryCode(float[] query) {
        words = VectorCode.words(query.length);
        signs = Arrays.copyOf(VectorCode.of(query).planes, words);
        planes = new long[words * PLANES];
        float most = 0;
        for (float value : query) {
            most = Math.max(most, Math.abs(value));
        }
        float width = Math.max(most / HIGHEST, Float.MIN_NORMAL);
        int levels = 0;
        for (int i = 0; i < query.length; i++) {
            int level = Math.round(query[i] / width);
            levels += level;
            for (int plane = 0; plane < PLANES; plane++) {
                planes[(i >>> 6) * PLANES + plane] |= (long) (level >>> plane & 1) << i;
            }
        }
        sum = levels;
        step = (float) (width / VectorCode.length(query));
        dimensions = query.length;
        double root = Math.sqrt(query.length);
        signScale = (float) (step / (SIGN_COSINE * root));
        coarseScale = (float) (step / (COARSE_COSINE * COARSE_LENGTH * root));
    }

    long[] signs() {
        return signs;
    }

    /** What the signs of a row contribute. */
    int ofSigns(CodeBlock block, int row) {
        int total = 0;
        for (int word = 0; word < block.first; word++) {
            total += product(block.heads[word * CodeBlock.ROWS + row], word);
        }
        int at = row * (words - block.first) - block.first;
        for (int word = block.first; word < words; word++) {
            total += product(block.tails[at + word], word);
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

    /** About the cosine, by what {@link #ofSigns} gave. */
    float bySigns(int ofSigns) {
        return (2 * ofSigns - sum) * signScale;
    }

    /** About the cosine, by what {@link #ofSigns} and {@link #ofCoarse} gave. */
    float byCoarse(int ofSigns, int ofCoarse) {
        return (2 * ofSigns + ofCoarse - 1.5f * sum) * coarseScale;
    }

    /** Standard deviation of {@link #bySigns} from a cosine. */
    float errorBySigns(float cosine) {
        return error((float) (1 / (SIGN_COSINE * SIGN_COSINE) - 1), cosine);
    }

    /** Standard deviation of {@link #byCoarse} from a cosine. */
    float errorByCoarse(float cosine) {
        return COARSE_SPREAD * error((float) (1 / (COARSE_COSINE * COARSE_COSINE) - 1), cosine);
    }

    /** The cosine as far as all planes tell; {@link #error} says how far that is. */
    float estimate(CodeBlock block, int row, int ofSigns, int ofCoarse) {
        int at = row * block.fineWords;
        int total = (ofSigns << 3) + (ofCoarse << 2) + (ofPlane(block.fine, at) << 1) + ofPlane(block.fine, at + words);
        return (total - VectorCode.MIDDLE * sum) * step * block.scale(row);
    }

    /**
     * Standard deviation of an estimate from a cosine.
     *
     * <p>The levels of a row point a little aside from it; what is at right angles to it falls, at random, on what of the
     * query is at right angles to it.
     *
     * @param spread square of the tangent of the angle between a row and its levels
     */
    float error(float spread, float cosine) {
        float aside = Math.max(0, 1 - cosine * cosine);
        return (float) Math.sqrt(spread * aside / dimensions + step * step * ROUNDING);
    }
}
