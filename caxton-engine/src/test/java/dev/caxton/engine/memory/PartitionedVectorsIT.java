package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.VectorState;
import dev.caxton.engine.memory.vector.VectorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the index comes to keep vectors together that lie close to each other, and what becomes of it at a start. */
class PartitionedVectorsIT {

    private static final int DIMENSIONS = 64;
    private static final VectorFilter ALL = new VectorFilter(new Visibility(null, null), Set.of());
    private static final int MANY = 5_400;

    @TempDir
    Path directory;

    private final Random random = new Random(29);
    private final float[][] centres = Stream.generate(() -> VectorRows.random(random, DIMENSIONS))
            .limit(12)
            .toArray(float[][]::new);
    private final TreeMap<Long, float[]> vectors = new TreeMap<>();

    private int stored;

    private VectorRows open() {
        return new VectorRows(directory, DIMENSIONS).loaded();
    }

    private Path file() {
        return directory.resolve("memory.db.vectors");
    }

    private static String id(int i) {
        return "ent_" + new UUID(0, i);
    }

    private void store(VectorRows rows, int count) {
        rows.change(tx -> {
            for (int i = 0; i < count; i++) {
                float[] centre = centres[random.nextInt(centres.length)];
                float[] vector = VectorRows.random(random, DIMENSIONS);
                for (int d = 0; d < DIMENSIONS; d++) {
                    vector[d] = centre[d] + 0.6f * vector[d];
                }
                String id = id(stored++);
                VectorRows.insertEntity(tx, id, new EntityGroup("thing", MemoryScope.GLOBAL, null));
                long rid = VectorRows.insertVector(tx, id, id, VectorRows.MODEL, vector);
                vectors.put(rid, Embedding.of(vector).values());
            }
            return "";
        });
    }

    private void remove(VectorRows rows, long rid) {
        rows.change(tx -> {
            tx.delete(MemorySchema.EMBEDDINGS, rid);
            return "";
        });
        vectors.remove(rid);
    }

    private void assertFindsEverything(VectorRows rows) {
        assertThat(rows.index.vectors().state()).isEqualTo(VectorState.READY);
        assertThat(rows.index.vectors().size()).isEqualTo(vectors.size());
        vectors.forEach((rid, vector) -> {
            if (rid % 11 == 0 || rid > MANY) {
                assertThat(rows.nearest(vector, ALL, 1))
                        .extracting(NearestEntity::similarity)
                        .allMatch(similarity -> similarity > 0.9999);
            }
        });
    }

    private long partitioned() throws IOException {
        VectorFile.Content content =
                new VectorFile(file()).read(VectorRows.MODEL, DIMENSIONS).orElseThrow();
        assertThat(content.codes().size()).isEqualTo(vectors.size());
        return content.codes().partitioned();
    }

    @Test
    void partitionsVectorsThatBecameManyAndTakesThemFromTheFileAsTheyAre() throws IOException {
        try (VectorRows rows = open()) {
            store(rows, 3_000);
            assertFindsEverything(rows);
        }
        assertThat(partitioned()).isZero();
        try (VectorRows rows = open()) {
            store(rows, MANY - 3_000);
            remove(rows, 77);
            assertFindsEverything(rows);
        }
        assertThat(partitioned()).isEqualTo(MANY);
        byte[] before = Files.readAllBytes(file());
        try (VectorRows rows = open()) {
            assertFindsEverything(rows);
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void losesNothingThatChangesWhileVectorsArePartitioned() throws IOException {
        Deque<Runnable> waiting = new ArrayDeque<>();
        try (VectorRows rows = new VectorRows(directory, DIMENSIONS)) {
            rows.index.load(rows.database, waiting::add);
            while (!waiting.isEmpty()) {
                waiting.poll().run();
            }
            store(rows, MANY);
            assertThat(waiting).isNotEmpty();
            store(rows, 100);
            remove(rows, 1_234);
            assertFindsEverything(rows);
            while (!waiting.isEmpty()) {
                waiting.poll().run();
            }
            store(rows, 50);
            remove(rows, 4_321);
            remove(rows, MANY + 120);
            assertFindsEverything(rows);
        }
        assertThat(partitioned()).isEqualTo(MANY + 99);
    }

    @Test
    void partitionsWhereTheIndexIsMadeAnewAndReadsOnlyWhatAnOlderFileLacks() throws IOException {
        try (VectorRows rows = open()) {
            store(rows, MANY);
        }
        Files.delete(file());
        try (VectorRows rows = open()) {
            assertFindsEverything(rows);
        }
        assertThat(partitioned()).isEqualTo(MANY);
        byte[] older = Files.readAllBytes(file());
        try (VectorRows rows = open()) {
            store(rows, 60);
            remove(rows, 99);
        }
        Files.write(file(), older);
        try (VectorRows rows = open()) {
            assertFindsEverything(rows);
        }
        assertThat(partitioned()).isEqualTo(MANY);
    }

    @Test
    void leavesOutWhatIsRemovedBeforeItIsLoadedFromEitherFileOrFromNone() throws IOException {
        try (VectorRows rows = open()) {
            store(rows, MANY);
        }
        byte[] older = Files.readAllBytes(file());
        for (int round = 0; round < 3; round++) {
            switch (round) {
                case 0 -> assertThat(file()).as("of now").exists();
                case 1 -> Files.write(file(), older);
                default -> Files.delete(file());
            }
            Deque<Runnable> waiting = new ArrayDeque<>();
            try (VectorRows rows = new VectorRows(directory, DIMENSIONS)) {
                rows.index.load(rows.database, waiting::add);
                store(rows, 40);
                remove(rows, 500 + round);
                remove(rows, vectors.lastKey());
                while (!waiting.isEmpty()) {
                    waiting.poll().run();
                }
                assertFindsEverything(rows);
                assertThat(rows.nearest(vectors.firstEntry().getValue(), ALL, 20))
                        .hasSize(20);
            }
        }
    }

    @Test
    void leavesNothingInTheFileOfAVectorThatWasMovedAndRemoved() throws IOException {
        try (VectorRows rows = open()) {
            store(rows, MANY);
            rows.index.vectors().eraseRemoved();
            long before = Files.size(file());
            remove(rows, 2_000);

            rows.index.vectors().eraseRemoved();

            long row = before - Files.size(file());
            assertThat(row).as("bytes of a row").isBetween(60L, 80L);
        }
    }
}
