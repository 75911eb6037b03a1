package dev.caxton.engine.memory.embedding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vectors of the texts that were used last, for one model. May be shared between threads. */
final class EmbeddingCache {

    /** Longer texts are hardly ever embedded twice and would make the keys outweigh the vectors. */
    static final int LONGEST_KEY = 2_000;

    private final LinkedHashMap<String, float[]> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final int capacity;

    EmbeddingCache(int capacity) {
        this.capacity = capacity;
    }

    synchronized float @Nullable [] get(String text) {
        return entries.get(text);
    }

    synchronized void put(String text, float[] vector) {
        if (capacity == 0 || text.length() > LONGEST_KEY) {
            return;
        }
        entries.put(text, vector);
        if (entries.size() > capacity) {
            Map.Entry<String, float[]> eldest = entries.firstEntry();
            entries.remove(eldest.getKey());
        }
    }

    synchronized void remove(String text) {
        entries.remove(text);
    }

    synchronized void clear() {
        entries.clear();
    }

    synchronized int size() {
        return entries.size();
    }
}
