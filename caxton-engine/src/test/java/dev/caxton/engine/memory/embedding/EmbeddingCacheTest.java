package dev.caxton.engine.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddingCacheTest {

    private static final float[] VECTOR = {1};

    @Test
    void forgetsWhatWasUsedLongestAgo() {
        EmbeddingCache cache = new EmbeddingCache(2);
        cache.put("a", VECTOR);
        cache.put("b", VECTOR);
        cache.get("a");

        cache.put("c", VECTOR);

        assertThat(cache.get("b")).isNull();
        assertThat(cache.get("a")).isNotNull();
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void isEmptiedAtOnce() {
        EmbeddingCache cache = new EmbeddingCache(2);
        cache.put("a", VECTOR);

        cache.clear();

        assertThat(cache.get("a")).isNull();
        assertThat(cache.size()).isZero();
    }

    @Test
    void keepsNoLongTexts() {
        EmbeddingCache cache = new EmbeddingCache(2);

        cache.put("x".repeat(EmbeddingCache.LONGEST_KEY + 1), VECTOR);

        assertThat(cache.size()).isZero();
    }

    @Test
    void keepsNothingWithoutCapacity() {
        EmbeddingCache cache = new EmbeddingCache(0);

        cache.put("a", VECTOR);

        assertThat(cache.size()).isZero();
    }
}
