package dev.caxton.engine.memory.vector;

import org.jspecify.annotations.Nullable;

/**
 * How a query stands to one part: what follows for the cosines of its rows from what their codes tell.
 *
 * <p>Near a centre the query is coded without it too, as the rows are, which makes the error of an estimate a half or less;
 * elsewhere it is as it is to all parts. One thread only.
 */
final class Approach {

    /** A centre is near where the cosine is higher. */
    private static final float NEAR = 0.4f;

    final Part part;
    final QueryCode query;
    /** Of the query and the centre; 0 where there is none. */
    private final float cosine;
    /** What the cosine of a row is less, for the square of its length. */
    private final float less;

    private Approach(Part part, QueryCode query, float cosine, float less) {
        this.part = part;
        this.query = query;
        this.cosine = cosine;
        this.less = less;
    }

    /**
     * To a part.
     *
     * @param whole the code of the query as it is
     */
    static Approach to(Part part, float[] unit, QueryCode whole, float cosine) {
        @Nullable Centre centre = part.centre;
        return centre == null || cosine <= NEAR
                ? new Approach(part, whole, cosine, 0)
                : new Approach(part, new QueryCode(centre.without(unit)), cosine, 0.5f);
    }

    /** The cosine with the centre. */
    float cosine() {
        return cosine;
    }

    /** As in {@link #cosine(float, float)}. */
    float less() {
        return less;
    }

    /** The cosine of a row of a length, whose product with the query would be so much if it were of length one. */
    float cosine(float length, float product) {
        return cosine + length * (product - less * length);
    }

    /** A product that is not higher in its amount than those that follow from the cosines that matter. */
    float product(float bound) {
        return part.centre == null ? Math.max(0, bound) : 0;
    }

    /** No row of such a length can have a higher cosine, by the angles between it, the centre and the query. */
    float highest(float length) {
        return highest(part, length, cosine);
    }

    /** The same for a query of such a cosine with the centre of a part. */
    static float highest(Part part, float length, float cosine) {
        float least = 1 - length * length / 2;
        if (part.centre == null || cosine >= least) {
            return 1;
        }
        return (float) (cosine * least + Math.sqrt((1 - cosine * cosine) * (1 - least * least)));
    }
}
