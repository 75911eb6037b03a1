package dev.caxton.engine.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The best few entities of one search, each once, with its best vector.
 *
 * <p>Plain arrays: a hundred places at most, and they change a few times for each.
 */
final class TopEntities {

    private final long[] entities;
    private final long[] rids;
    private final float[] scores;
    private int size;
    private int worst;

    /** Room for so many entities. */
    TopEntities(int limit) {
        entities = new long[limit];
        rids = new long[limit];
        scores = new float[limit];
    }

    /**
     * An entity's place.
     *
     * @param rid row of its best vector
     * @param score that vector's
     */
    record Place(long rid, float score) {}

    boolean isFull() {
        return size == scores.length;
    }

    /** The worst score that has a place. */
    float least() {
        return scores[worst];
    }

    /** Takes a vector's score. */
    void offer(long entity, long rid, float score) {
        int place = 0;
        while (place < size && entities[place] != entity) {
            place++;
        }
        if (place < size) {
            if (!isBetter(score, rid, place)) {
                return;
            }
        } else if (size < scores.length) {
            size++;
        } else {
            place = worst;
            if (!isBetter(score, rid, place)) {
                return;
            }
        }
        entities[place] = entity;
        rids[place] = rid;
        scores[place] = score;
        worst = 0;
        for (int i = 1; i < size; i++) {
            if (isBetter(scores[worst], rids[worst], i)) {
                worst = i;
            }
        }
    }

    private boolean isBetter(float score, long rid, int place) {
        return score > scores[place] || score == scores[place] && rid < rids[place];
    }

    /** The best first; of equal scores the lower row, so that results do not flicker. */
    List<Place> ranked() {
        List<Place> ranked = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            ranked.add(new Place(rids[i], scores[i]));
        }
        ranked.sort(Comparator.comparingDouble((Place place) -> -place.score()).thenComparingLong(Place::rid));
        return ranked;
    }
}
