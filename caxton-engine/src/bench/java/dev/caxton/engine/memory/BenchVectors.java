package dev.caxton.engine.memory;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Vectors of length one to measure with, and the right answers. */
final class BenchVectors {

    static final int DIMENSIONS = 384;

    final float[][] stored;
    final float[][] queries;

    private BenchVectors(float[][] stored, float[][] queries) {
        this.stored = stored;
        this.queries = queries;
    }

    /** Clusters of 2,000, so that a hundredth of one still has neighbours. */
    static BenchVectors clustered(int count, int queries) {
        Random random = new Random(20261122);
        int clusters = Math.max(1, count / 2_000);
        float[][] centres = new float[clusters][];
        for (int i = 0; i < clusters; i++) {
            centres[i] = around(random, null, 1);
        }
        float[][] stored = new float[count][];
        for (int i = 0; i < count; i++) {
            stored[i] = around(random, centres[random.nextInt(clusters)], 0.45 + 0.4 * random.nextDouble());
        }
        float[][] asked = new float[queries][];
        for (int i = 0; i < queries; i++) {
            asked[i] = around(random, centres[random.nextInt(clusters)], 0.65);
        }
        return new BenchVectors(stored, asked);
    }

    /** From a file of little-endian floats: first the queries, then what is stored. */
    static BenchVectors of(Path file, int count, int queries) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
            List<float[]> all = new ArrayList<>();
            byte[] bytes = new byte[DIMENSIONS * Float.BYTES];
            while (all.size() < count + queries) {
                in.readFully(bytes);
                all.add(Embedding.ofBytes(bytes.clone()).values());
            }
            return new BenchVectors(
                    all.subList(queries, all.size()).toArray(float[][]::new),
                    all.subList(0, queries).toArray(float[][]::new));
        } catch (EOFException e) {
            throw new IOException(file + " has fewer than " + (count + queries) + " vectors", e);
        }
    }

    private static float[] around(Random random, float[] centre, double spread) {
        float[] vector = new float[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] =
                    (float) (random.nextGaussian() * spread / Math.sqrt(DIMENSIONS) + (centre == null ? 0 : centre[i]));
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    /** The nearest, exactly, among every so many vectors. */
    int[][] nearest(int limit, int everySoMany) {
        int[][] nearest = new int[queries.length][];
        for (int q = 0; q < queries.length; q++) {
            float[] query = queries[q];
            long[] best = new long[limit];
            Arrays.fill(best, Long.MAX_VALUE);
            for (int i = 0; i < stored.length; i += everySoMany) {
                long entry = (long) (Float.floatToIntBits(2 - product(query, stored[i]))) << 32 | i;
                if (entry < best[limit - 1]) {
                    best[limit - 1] = entry;
                    Arrays.sort(best);
                }
            }
            nearest[q] = Arrays.stream(best).mapToInt(entry -> (int) entry).toArray();
        }
        return nearest;
    }

    static float product(float[] a, float[] b) {
        float s = 0;
        float t = 0;
        float u = 0;
        float v = 0;
        for (int i = 0; i < a.length; i += 4) {
            s += a[i] * b[i];
            t += a[i + 1] * b[i + 1];
            u += a[i + 2] * b[i + 2];
            v += a[i + 3] * b[i + 3];
        }
        return s + t + u + v;
    }
}
