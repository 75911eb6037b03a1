package dev.caxton.engine.memory.vector;

import org.jspecify.annotations.Nullable;

/** A row before it is written: the code of what its vector, with length one, is without a centre, and how long that is. */
final class PlacedCode {

    /** What is shorter is only what rounding left. */
    private static final float LEAST = 1e-5f;

    final @Nullable Centre centre;
    /** Place of the centre among the others. */
    final int number;

    final VectorCode code;
    final float length;

    private PlacedCode(@Nullable Centre centre, int number, VectorCode code, float length) {
        this.centre = centre;
        this.number = number;
        this.code = code;
        this.length = length;
    }

    /** With the nearest of some centres, or with none where it is close to none. */
    static PlacedCode of(float[] vector, Centres centres) {
        double whole = VectorCode.length(vector);
        if (!centres.all().isEmpty()) {
            float[] unit = Centre.unit(vector, whole);
            int nearest = centres.nearest(unit);
            if (nearest >= 0) {
                Centre centre = centres.all().get(nearest);
                float[] rest = centre.without(unit);
                float length = (float) VectorCode.length(rest);
                VectorCode code = length < LEAST ? VectorCode.ofNothing(rest.length) : VectorCode.of(rest, length);
                return new PlacedCode(centre, nearest, code, length < LEAST ? 0 : length);
            }
        }
        return new PlacedCode(null, -1, VectorCode.of(vector, whole), 1);
    }
}
