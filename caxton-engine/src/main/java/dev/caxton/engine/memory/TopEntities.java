package dev.caxton.engine.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The best few entities of one search, each once, with its best vector.
 *
 * <p>Plain arrays: a hundred places at most, and they change some hundred times in a search of a hundred thousand.
 */
final class TopEntities<E> {

    /** Makes a result of a place. */
    interface Maker<E, R> {
        R make(E entity, long position, float score);
    }

    private final @Nullable Object[] entities;
    private final float[] scores;
    private final long[] positions;
    private int size;
    private int worst = -1;

    TopEntities(int limit) {
        entities = new Object[limit];
        scores = new float[limit];
        positions = new long[limit];
    }

    /** Least score that would change anything. */
    float threshold() {
        return size < scores.length ? Float.NEGATIVE_INFINITY : scores[worst];
    }

    /** Takes a score above the threshold. */
    @SuppressWarnings("ReferenceEquality") // entities are the index's own objects, one for each
    void offer(E entity, long position, float score) {
        int place = 0;
        while (place < size && entities[place] != entity) {
            place++;
        }
        if (place < size) {
            if (score <= scores[place]) {
                return;
            }
        } else if (size < scores.length) {
            size++;
        } else {
            place = worst;
        }
        entities[place] = entity;
        scores[place] = score;
        positions[place] = position;
        worst = 0;
        for (int i = 1; i < size; i++) {
            if (scores[i] < scores[worst]) {
                worst = i;
            }
        }
    }

    /** The best first; equal scores in the order of their positions, so that results do not flicker. */
    @SuppressWarnings("unchecked")
    <R> List<R> ranked(Maker<E, R> maker) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparingLong(i -> positions[i]));
        List<R> ranked = new ArrayList<>(size);
        for (int place : order) {
            E entity = (E) java.util.Objects.requireNonNull(entities[place]);
            ranked.add(maker.make(entity, positions[place], scores[place]));
        }
        return ranked;
    }
}
