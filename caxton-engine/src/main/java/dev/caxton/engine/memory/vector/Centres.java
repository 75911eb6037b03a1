package dev.caxton.engine.memory.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Directions around which many of some vectors lie close together. Immutable.
 *
 * <p>They need not be the best: a vector that is close to none of them is only searched without their help.
 */
final class Centres {

    static final Centres NONE = new Centres(List.of());

    /** A vector belongs to a centre if the cosine is so high at least. */
    static final float CLOSE = 0.7f;

    /** Of centres that are as like each other, one is enough. */
    private static final float SAME = 0.8f;
    /** For each centre that is sought. */
    private static final int SAMPLED_FOR_ONE = 16;

    private static final int LEAST_SAMPLE = 2_048;
    /** A centre is worth keeping for so many of the sample. */
    private static final int LEAST_CLOSE = 8;
    /** Centres that are sought, for the root of the number of vectors. */
    private static final double FOR_THE_ROOT = 0.8;

    private static final int ROUNDS = 2;
    /** Centres that differ from a vector in the fewest signs, and so many standard deviations more, are compared with it. */
    private static final double COMPARED = 2;

    private static final double FAR = 4;

    private final List<Centre> centres;
    private final SignColumns signs;
    private final double dimensions;

    Centres(List<Centre> centres) {
        this.centres = List.copyOf(centres);
        int length = centres.isEmpty() ? 0 : centres.getFirst().vector.length;
        this.signs =
                new SignColumns(centres.stream().map(centre -> centre.vector).toList(), length);
        this.dimensions = length;
    }

    List<Centre> all() {
        return centres;
    }

    /** How many of so many vectors are to be handed to {@link #of}, drawn at random. */
    static int sampled(long vectors) {
        return (int) Math.min(vectors, Math.max(LEAST_SAMPLE, SAMPLED_FOR_ONE * sought(vectors)));
    }

    private static long sought(long vectors) {
        return Math.round(FOR_THE_ROOT * Math.sqrt(vectors));
    }

    /**
     * Finds some.
     *
     * @param sample of the vectors, of length one each
     * @param vectors how many there are of which it is the sample
     */
    static Centres of(List<float[]> sample, long vectors) {
        if (sample.size() < LEAST_CLOSE) {
            return NONE;
        }
        Centres found = new Centres(seeds(sample, (int) Math.min(sample.size(), sought(vectors))));
        for (int round = 0; round < ROUNDS; round++) {
            found = new Centres(found.means(sample, 1));
        }
        return new Centres(new Centres(found.distinct()).means(sample, LEAST_CLOSE));
    }

    /** Vectors far from one another: each is drawn with a chance that grows with its distance from those before. */
    private static List<Centre> seeds(List<float[]> sample, int count) {
        Random random = new Random(sample.size()); // the same for the same sample
        SignColumns signs = new SignColumns(sample, sample.getFirst().length);
        int[] fromSeed = new int[sample.size()];
        int[] distances = new int[sample.size()];
        Arrays.fill(distances, Integer.MAX_VALUE);
        List<Centre> seeds = new ArrayList<>();
        int chosen = 0;
        while (true) {
            seeds.add(new Centre(sample.get(chosen)));
            if (seeds.size() == count) {
                return seeds;
            }
            signs.differences(SignColumns.signs(sample.get(chosen)), fromSeed);
            long total = 0;
            for (int i = 0; i < distances.length; i++) {
                distances[i] = Math.min(distances[i], fromSeed[i]);
                total += weight(distances[i]);
            }
            if (total == 0) {
                return seeds;
            }
            long drawn = random.nextLong(total);
            chosen = 0;
            while ((drawn -= weight(distances[chosen])) >= 0) {
                chosen++;
            }
        }
    }

    private static long weight(int distance) {
        return (long) distance * distance;
    }

    /** For each centre to which enough are close, the direction of their sum. */
    private List<Centre> means(List<float[]> sample, int enough) {
        float[][] sums = new float[centres.size()][];
        int[] counts = new int[centres.size()];
        for (float[] vector : sample) {
            int nearest = nearest(vector);
            if (nearest >= 0) {
                if (sums[nearest] == null) {
                    sums[nearest] = new float[vector.length];
                }
                for (int i = 0; i < vector.length; i++) {
                    sums[nearest][i] += vector[i];
                }
                counts[nearest]++;
            }
        }
        List<Centre> means = new ArrayList<>();
        Integer[] order = new Integer[counts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt(i -> -counts[i]));
        for (int i : order) {
            if (counts[i] >= enough) {
                means.add(new Centre(Centre.unit(sums[i])));
            }
        }
        return means;
    }

    /** Without those that are like one before them. */
    private List<Centre> distinct() {
        List<Centre> distinct = new ArrayList<>();
        for (Centre centre : centres) {
            if (distinct.stream().noneMatch(other -> other.cosine(centre.vector) >= SAME)) {
                distinct.add(centre);
            }
        }
        return distinct;
    }

    /** The place of about the nearest centre to a vector of length one; -1 if it is close to none. */
    int nearest(float[] unit) {
        int[] differences = new int[centres.size()];
        signs.differences(SignColumns.signs(unit), differences);
        int fewest = Integer.MAX_VALUE;
        for (int difference : differences) {
            fewest = Math.min(fewest, difference);
        }
        // What is close differs in a quarter of the signs; a vector that does not for certain need not be compared.
        double deviation = Math.sqrt(dimensions) / 2;
        double most = Math.min(fewest + COMPARED * deviation, dimensions / 4 + FAR * deviation);
        int nearest = -1;
        float highest = CLOSE;
        for (int i = 0; i < differences.length; i++) {
            if (differences[i] <= most) {
                float cosine = centres.get(i).cosine(unit);
                if (cosine >= highest) {
                    highest = cosine;
                    nearest = i;
                }
            }
        }
        return nearest;
    }
}
