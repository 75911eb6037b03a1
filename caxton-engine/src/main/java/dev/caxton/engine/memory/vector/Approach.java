package dev.caxton.engine.memory.vector;

import org.jspecify.annotations.Nullable;

/**
 * How a query stands to one part: cosines are the one with the centre, less half the square of a row's length, and the
 * product of what the row and the query are without the centre. One
 * thread only.
 */
final class Approach {

    final Part part;
    private final float[] unit;
    private @Nullable QueryCode query;
    /** With the centre; 0 where there is none. */
    final float cosine;
    /** Part of the square of a row's length by which its cosine is less. */
    final float less;

    Approach(Part part, float[] unit, float cosine) {
        this.part = part;
        this.unit = unit;
        this.cosine = cosine;
        this.less = part.centre == null ? 0 : 0.5f;
    }

    /** The cosine of a row whose product, were it of length one, is so much. */
    float cosine(float length, float product) {
        return cosine + length * (product - less * length);
    }

    /** The least product, as by the signs, from which a cosine follows; any, where rows are of many lengths. */
    float product(float bound) {
        return less == 0 ? Math.max(0, bound) : 0;
    }

    /** The query without the centre. */
    QueryCode query() {
        QueryCode known = query;
        if (known == null) {
            known = new QueryCode(part.centre == null ? unit : part.centre.without(unit));
            query = known;
        }
        return known;
    }

    /** No row of such a length can have a higher cosine, by the angles between it, the centre and the query. */
    float highest(float length) {
        float least = 1 - length * length / 2;
        if (part.centre == null || cosine >= least) {
            return 1;
        }
        return (float) (cosine * least + Math.sqrt((1 - cosine * cosine) * (1 - least * least)));
    }
}
