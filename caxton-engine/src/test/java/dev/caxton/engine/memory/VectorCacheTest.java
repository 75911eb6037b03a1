package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VectorCacheTest {

    private final VectorCache cache = new VectorCache();

    @Test
    void holdsVectorsUntilTheyAreRemoved() {
        cache.put(7, new byte[] {1});
        cache.put(8, new byte[] {2});

        cache.remove(7);
        cache.remove(9);

        assertThat(cache.get(7)).isNull();
        assertThat(cache.get(8)).containsExactly(2);
        cache.clear();
        assertThat(cache.get(8)).isNull();
    }

    @Test
    void neverGivesTheVectorOfAnotherRow() {
        LongStream.range(1, 100_000).forEach(rid -> cache.put(rid, new byte[] {(byte) rid}));

        assertThat(LongStream.range(1, 100_000).filter(rid -> cache.get(rid) != null))
                .hasSizeBetween(3_000, 4_096)
                .allMatch(rid -> cache.get(rid)[0] == (byte) (long) rid);
    }
}
