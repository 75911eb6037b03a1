package dev.caxton.engine.memory.graph;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Small numbers for words that come again and again: types and owners. One writer, many readers. */
final class Symbols {

    /** Stands for no word. */
    static final int NONE = -1;

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<String> words = new CopyOnWriteArrayList<>();

    /** The number of a word, which is given one if it is new; the writer only. */
    int of(String word) {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        words.add(word);
        numbers.put(word, words.size() - 1);
        return words.size() - 1;
    }

    /** The number of a word; {@link #NONE} if it never came. */
    int find(String word) {
        return numbers.getOrDefault(word, NONE);
    }

    String word(int number) {
        return words.get(number);
    }

    int size() {
        return words.size();
    }
}
