package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.caxton.api.memory.MemoryScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ExactVectorIndexTest {

    private static final int DIMENSIONS = 37;
    private static final VectorFilter ALL = new VectorFilter(new Visibility("a0", null), Set.of());

    private final Random random = new Random(11);
    private final ExactVectorIndex index = new ExactVectorIndex(DIMENSIONS);
    private final List<Stored> stored = new ArrayList<>();

    private record Stored(EntityFacts entity, String owner, float[] vector) {}

    @Test
    void findsWhatANaiveSearchFinds() {
        fill(3_000, 900);

        for (int query = 0; query < 50; query++) {
            float[] vector = randomVector();
            for (VectorFilter filter : List.of(
                    ALL,
                    new VectorFilter(new Visibility("a1", MemoryScope.AGENT), Set.of()),
                    new VectorFilter(new Visibility(null, null), Set.of("type1", "type2")))) {
                assertSame(index.nearest(vector, filter, 20), naive(vector, filter, 20));
            }
        }
    }

    @Test
    void findsWhatANaiveSearchFindsAfterDeletions() {
        fill(12_000, 4_000);
        Set<String> removed = new HashSet<>();
        for (Stored vector : stored) {
            if (random.nextInt(3) == 0 && removed.add(vector.entity().entityId())) {
                index.remove(vector.entity().entityId());
            }
        }
        stored.removeIf(vector -> removed.contains(vector.entity().entityId()));

        assertThat(index.size()).isEqualTo(stored.size());
        for (int query = 0; query < 20; query++) {
            float[] vector = randomVector();
            assertSame(index.nearest(vector, ALL, 10), naive(vector, ALL, 10));
        }
        fill(100, 50);
        float[] vector = randomVector();
        assertSame(index.nearest(vector, ALL, 10), naive(vector, ALL, 10));
    }

    @Test
    void findsAnEntityStoredAgainAfterItsDeletion() {
        EntityFacts entity = entity(1);
        float[] vector = randomVector();
        index.add(entity, owner(), Embedding.of(randomVector()));
        index.remove(entity.entityId());
        String owner = owner();

        index.add(entity, owner, Embedding.of(vector));

        assertThat(index.nearest(vector, new VectorFilter(new Visibility(entity.agentId(), null), Set.of()), 10))
                .singleElement()
                .satisfies(found -> assertThat(found.ownerId()).isEqualTo(owner));
    }

    @Test
    void namesTheEntityWhereItsNameMatched() {
        EntityFacts entity = entity(2);
        float[] vector = randomVector();

        index.add(entity, entity.entityId(), Embedding.of(vector));

        NearestEntity found = index.nearest(
                        vector, new VectorFilter(new Visibility(entity.agentId(), null), Set.of()), 1)
                .getFirst();
        assertThat(found.ownerId()).isEqualTo(entity.entityId());
        assertThat(found.similarity()).isCloseTo(1, within(1e-5));
    }

    @Test
    void refusesVectorsOfAnotherLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.add(entity(1), owner(), Embedding.of(new float[3])));
        assertThatIllegalArgumentException().isThrownBy(() -> index.nearest(new float[3], ALL, 1));
    }

    @Test
    void isSearchedWhileItChanges() {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> searching = CompletableFuture.runAsync(() -> {
            Random queries = new Random(5);
            while (!done.get()) {
                float[] vector = vector(queries);
                assertThat(index.nearest(vector, ALL, 10))
                        .isSortedAccordingTo(Comparator.comparingDouble((NearestEntity n) -> -n.similarity()));
            }
        });
        for (int round = 0; round < 8; round++) {
            fill(2_000, 500);
            Set.copyOf(stored.stream().map(vector -> vector.entity().entityId()).toList())
                    .forEach(index::remove);
            stored.clear();
        }
        done.set(true);
        searching.join();
        assertThat(index.size()).isZero();
    }

    private void fill(int vectors, int entities) {
        List<EntityFacts> facts = new ArrayList<>();
        for (int i = 0; i < entities; i++) {
            facts.add(entity(i));
        }
        for (int i = 0; i < vectors; i++) {
            Stored vector = new Stored(facts.get(random.nextInt(entities)), owner(), randomVector());
            stored.add(vector);
            index.add(vector.entity(), vector.owner(), Embedding.of(vector.vector()));
        }
    }

    private EntityFacts entity(int i) {
        MemoryScope scope = MemoryScope.values()[i % 3];
        return new EntityFacts(
                "ent_" + uuid(), "type" + i % 5, scope, scope == MemoryScope.AGENT ? "a" + i / 3 % 2 : null);
    }

    private List<NearestEntity> naive(float[] query, VectorFilter filter, int limit) {
        Map<String, NearestEntity> best = new HashMap<>();
        for (Stored vector : stored) {
            if (filter.accepts(vector.entity())) {
                double sum = 0;
                for (int i = 0; i < DIMENSIONS; i++) {
                    sum += (double) query[i] * vector.vector()[i];
                }
                NearestEntity found = new NearestEntity(vector.entity().entityId(), vector.owner(), sum);
                best.merge(found.entityId(), found, (a, b) -> a.similarity() >= b.similarity() ? a : b);
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble((NearestEntity n) -> -n.similarity()))
                .limit(limit)
                .toList();
    }

    private static void assertSame(List<NearestEntity> found, List<NearestEntity> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).ownerId()).isEqualTo(expected.get(i).ownerId());
            assertThat(found.get(i).similarity()).isCloseTo(expected.get(i).similarity(), within(1e-5));
        }
    }

    private String owner() {
        return "obs_" + uuid();
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private float[] randomVector() {
        return vector(random);
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
