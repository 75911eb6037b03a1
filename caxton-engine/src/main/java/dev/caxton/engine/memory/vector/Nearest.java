package dev.caxton.engine.memory.vector;

import java.util.Arrays;

/** The highest numbers of so many different keys. One thread only. */
final class Nearest {

    private final long[] keys;
    private final float[] numbers;
    private int size;
    private int lowest;

    Nearest(int limit) {
        keys = new long[limit];
        numbers = new float[limit];
        Arrays.fill(numbers, Float.NEGATIVE_INFINITY);
    }

    int limit() {
        return keys.length;
    }

    /** The lowest of them; lower than any number until there are as many keys as there is room for. */
    float least() {
        return size < keys.length ? Float.NEGATIVE_INFINITY : numbers[lowest];
    }

    void offer(long key, float number) {
        if (number <= least()) {
            return;
        }
        int place = 0;
        while (place < size && keys[place] != key) {
            place++;
        }
        if (place == size) {
            place = size < keys.length ? size++ : lowest;
        } else if (number <= numbers[place]) {
            return;
        }
        keys[place] = key;
        numbers[place] = number;
        if (size == keys.length) {
            lowest = 0;
            for (int i = 1; i < size; i++) {
                lowest = numbers[i] < numbers[lowest] ? i : lowest;
            }
        }
    }
}
