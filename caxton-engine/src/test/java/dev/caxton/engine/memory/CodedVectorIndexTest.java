package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.store.WriteTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The index in front of the file against the plain comparison with every vector. */
class CodedVectorIndexTest {

    private static final int DIMENSIONS = 96;
    private static final VectorFilter ALL = new VectorFilter(new Visibility("a0", null), Set.of());

    @TempDir
    Path directory;

    private final Random random = new Random(11);
    private final ExactVectorIndex oracle = new ExactVectorIndex();
    private final Map<Long, String> rows = new HashMap<>();
    private VectorRows stored;

    @BeforeEach
    void open() {
        stored = new VectorRows(directory, DIMENSIONS).loaded();
    }

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void findsWhatAnExactSearchFindsWhereEveryCandidateIsCompared() {
        fill(100, 60);

        for (int query = 0; query < 50; query++) {
            float[] vector = vector();
            for (VectorFilter filter : List.of(
                    ALL,
                    new VectorFilter(new Visibility("a1", MemoryScope.AGENT), Set.of()),
                    new VectorFilter(new Visibility(null, null), Set.of("type1", "type2")))) {
                assertSame(nearest(vector, filter, 20), oracle(vector, filter, 20));
            }
        }
    }

    @Test
    void findsWhatAnExactSearchFindsAfterDeletions() {
        fill(5_000, 3_000);
        remove(row -> random.nextInt(50) != 0);

        assertThat(stored.index.vectors().size()).isEqualTo(oracle.size());
        for (int query = 0; query < 20; query++) {
            float[] vector = vector();
            assertSame(nearest(vector, ALL, 10), oracle(vector, ALL, 10));
        }
        fill(30, 20);
        float[] vector = vector();
        assertSame(nearest(vector, ALL, 10), oracle(vector, ALL, 10));
    }

    @Test
    void findsWhatIsLeftWhereTheSameWasSoughtBefore() {
        fill(100, 60);
        List<float[]> queries = List.of(vector(), vector(), vector());
        queries.forEach(query -> assertSame(nearest(query, ALL, 20), oracle(query, ALL, 20)));

        remove(row -> random.nextBoolean());
        fill(20, 15);

        queries.forEach(query -> assertSame(nearest(query, ALL, 20), oracle(query, ALL, 20)));
        queries.forEach(query -> assertSame(nearest(query, ALL, 20), oracle(query, ALL, 20)));
    }

    @Test
    void findsNeighboursAmongManyVectors() {
        List<float[]> centres = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            centres.add(vector());
        }
        stored.change(tx -> {
            for (int i = 0; i < 8_000; i++) {
                insert(tx, entity(tx, i), near(centres.get(i % 100)));
            }
            return "";
        });

        int right = 0;
        for (int query = 0; query < 100; query++) {
            float[] vector = near(centres.get(query));
            Set<String> expected = new HashSet<>();
            oracle(vector, ALL, 10).forEach(found -> expected.add(found.ownerId()));
            right += (int) nearest(vector, ALL, 10).stream()
                    .filter(found -> expected.contains(found.ownerId()))
                    .count();
        }
        assertThat(right).as("of 1000 that an exact search finds").isGreaterThanOrEqualTo(985);
    }

    /** As hard as the vectors of the bench: 2,000 around each centre, the tenth nearest hardly farther than the first. */
    @Test
    void findsNearlyAllNeighboursAmongVectorsThatAreHardToTellApart() throws IOException {
        stored.close();
        stored = new VectorRows(Files.createDirectory(directory.resolve("drawn")), 384).loaded();
        int count = 25_000;
        float[][] centres = new float[count / 2_000][];
        Arrays.setAll(centres, i -> VectorRows.random(random, 384));
        stored.change(tx -> {
            for (int i = 0; i < count; i++) {
                float[] centre = centres[random.nextInt(centres.length)];
                insert(tx, entity(tx, 0), around(centre, 0.45f + 0.4f * random.nextFloat()));
            }
            return "";
        });

        int right = 0;
        for (int query = 0; query < 100; query++) {
            float[] vector = around(centres[query % centres.length], 0.65f);
            List<NearestEntity> expected = oracle(vector, ALL, 10);
            assertThat(expected.getFirst().similarity() - expected.getLast().similarity())
                    .isLessThan(0.08f);
            Set<String> owners = new HashSet<>();
            expected.forEach(found -> owners.add(found.ownerId()));
            right += (int) nearest(vector, ALL, 10).stream()
                    .filter(found -> owners.contains(found.ownerId()))
                    .count();
        }
        assertThat(right).as("of 1000 that an exact search finds").isGreaterThanOrEqualTo(995);
    }

    private float[] around(float[] centre, float spread) {
        float[] vector = VectorRows.random(random, centre.length);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = centre[i] + spread * vector[i];
        }
        return Embedding.of(vector).values();
    }

    @Test
    void findsNothingWhereTheFilterKeepsNothingAndOneWhereItKeepsOne() {
        fill(3_000, 1_000);
        long kept = rows.keySet().iterator().next();
        BitSet only = new BitSet();
        float[] vector = vector();

        assertThat(nearest(vector, new VectorFilter(new Visibility("a0", null), Set.of("nothing")), 10))
                .isEmpty();
        assertThat(nearest(vector, new VectorFilter(new Visibility("a0", null), Set.of(), only), 10))
                .isEmpty();
        only.set(Math.toIntExact(kept));
        VectorFilter one = new VectorFilter(new Visibility(null, null), Set.of(), only);
        assertSame(nearest(vector, one, 10), oracle(vector, one, 10));
    }

    @Test
    void looksOnlyAtTheRowsThatAreAskedFor() {
        fill(3_000, 1_000);
        BitSet only = new BitSet();
        rows.keySet().stream().filter(rid -> rid % 40 == 0).forEach(rid -> only.set(Math.toIntExact(rid)));
        VectorFilter filter = new VectorFilter(new Visibility("a0", null), Set.of(), only);

        for (int query = 0; query < 20; query++) {
            float[] vector = vector();
            assertSame(nearest(vector, filter, 15), oracle(vector, filter, 15));
        }
    }

    @Test
    void namesEveryEntityThoughOneHasNearlyAllVectors() {
        float[] centre = vector();
        stored.change(tx -> {
            EntityFacts crowd = entity(tx, 0);
            for (int i = 0; i < 4_000; i++) {
                insert(tx, crowd, near(centre));
            }
            for (int i = 1; i <= 5; i++) {
                insert(tx, entity(tx, 3 * i), vector());
            }
            return "";
        });

        assertThat(nearest(centre, new VectorFilter(new Visibility("a0", null), Set.of()), 10))
                .extracting(NearestEntity::entityId)
                .doesNotHaveDuplicates()
                .hasSameElementsAs(oracle(centre, ALL, 10).stream()
                        .map(NearestEntity::entityId)
                        .toList());
    }

    @Test
    void putsTheOlderOfEqualVectorsFirst() {
        float[] same = vector();
        stored.change(tx -> {
            for (int i = 0; i < 50; i++) {
                insert(tx, entity(tx, 1), same);
            }
            return "";
        });

        assertSame(nearest(same, new VectorFilter(new Visibility(null, null), Set.of()), 7), oracle(same, ALL, 7));
    }

    @Test
    void findsAllThereIsWhereMoreIsAskedFor() {
        fill(30, 12);

        assertThat(nearest(vector(), ALL, 100)).hasSameSizeAs(oracle(vector(), ALL, 100));
    }

    @Test
    void findsNothingInAnEmptyIndex() {
        assertThat(nearest(vector(), ALL, 10)).isEmpty();
    }

    @Test
    @Timeout(300)
    void answersAQueryWithoutDirection() {
        fill(3_000, 2_000);

        assertThat(nearest(new float[DIMENSIONS], ALL, 5)).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void refusesQueriesOfAnotherLength() {
        fill(3, 2);

        assertThatIllegalArgumentException().isThrownBy(() -> nearest(new float[3], ALL, 1));
    }

    private interface RowTest {
        boolean test(long row);
    }

    private void remove(RowTest condition) {
        List<Long> gone = rows.keySet().stream().filter(condition::test).toList();
        stored.change(tx -> {
            gone.forEach(rid -> tx.delete(MemorySchema.EMBEDDINGS, rid));
            return "";
        });
        gone.forEach(oracle::remove);
        gone.forEach(rows::remove);
    }

    private void fill(int vectors, int entities) {
        stored.change(tx -> {
            List<EntityFacts> facts = new ArrayList<>();
            for (int i = 0; i < entities; i++) {
                facts.add(entity(tx, i));
            }
            for (int i = 0; i < vectors; i++) {
                insert(tx, facts.get(random.nextInt(entities)), vector());
            }
            return "";
        });
    }

    private EntityFacts entity(WriteTransaction tx, int i) {
        MemoryScope scope = MemoryScope.values()[i % 3];
        EntityFacts facts = new EntityFacts(
                "ent_" + uuid(), "type" + i % 5, scope, scope == MemoryScope.AGENT ? "a" + i / 3 % 2 : null);
        VectorRows.insertEntity(tx, facts.entityId(), facts.group());
        return facts;
    }

    private void insert(WriteTransaction tx, EntityFacts entity, float[] vector) {
        String owner = "obs_" + uuid();
        long rid = VectorRows.insertVector(tx, owner, entity.entityId(), VectorRows.MODEL, vector);
        rows.put(rid, owner);
        oracle.add(new IndexedVector(rid, owner, entity.entityId(), entity.group(), Embedding.of(vector)));
    }

    private List<NearestEntity> nearest(float[] query, VectorFilter filter, int limit) {
        return stored.nearest(query, filter, limit);
    }

    private List<NearestEntity> oracle(float[] query, VectorFilter filter, int limit) {
        return stored.database.read(tx -> oracle.nearest(tx, query, filter, limit));
    }

    private static void assertSame(List<NearestEntity> found, List<NearestEntity> expected) {
        assertThat(found)
                .extracting(NearestEntity::ownerId)
                .containsExactlyElementsOf(
                        expected.stream().map(NearestEntity::ownerId).toList());
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).similarity()).isCloseTo(expected.get(i).similarity(), within(1e-5));
        }
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private float[] vector() {
        return VectorRows.random(random, DIMENSIONS);
    }

    private float[] near(float[] centre) {
        float[] vector = vector();
        for (int i = 0; i < vector.length; i++) {
            vector[i] = centre[i] + 0.7f * vector[i];
        }
        return Embedding.of(vector).values();
    }
}
