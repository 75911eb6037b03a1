package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.VectorState;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.RowChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the index makes of its file at a start, in whatever state that is. */
class IndexedVectorsIT {

    private static final int DIMENSIONS = 64;
    private static final VectorFilter ALL = new VectorFilter(new Visibility(null, null), Set.of());

    @TempDir
    Path directory;

    private final Random random = new Random(5);
    private final List<float[]> vectors = new ArrayList<>();

    private Path file() {
        return directory.resolve("memory.db.vectors");
    }

    private static String id(int i) {
        return "ent_" + new UUID(0, i);
    }

    private void store(VectorRows rows, int count) {
        rows.change(tx -> {
            for (int i = 0; i < count; i++) {
                float[] vector = VectorRows.random(random, DIMENSIONS);
                String id = id(vectors.size());
                VectorRows.insertEntity(tx, id, new EntityGroup("thing", MemoryScope.GLOBAL, null));
                VectorRows.insertVector(tx, id, id, VectorRows.MODEL, vector);
                vectors.add(vector);
            }
            return "";
        });
    }

    private void fill(int count) {
        try (VectorRows rows = open()) {
            store(rows, count);
        }
    }

    private VectorRows open() {
        return new VectorRows(directory, DIMENSIONS).loaded();
    }

    private void assertFindsEverything(VectorRows rows) {
        assertThat(rows.index.vectors().state()).isEqualTo(VectorState.READY);
        assertThat(rows.index.vectors().size()).isEqualTo(vectors.size());
        for (int i = 0; i < vectors.size(); i += 7) {
            assertThat(first(rows, vectors.get(i))).isEqualTo(id(i));
        }
    }

    private static String first(VectorRows rows, float[] query) {
        return rows.nearest(query, ALL, 3).getFirst().entityId();
    }

    @Test
    void takesTheFileOfACleanStopAsItIs() throws IOException {
        fill(1_500);
        byte[] before = Files.readAllBytes(file());

        try (VectorRows rows = open()) {
            assertFindsEverything(rows);
            assertThat(rows.index.vectors().progress()).isEqualTo(new IndexLoader.Progress(1_500, 1_500));
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    /** Changes are told after the commit, when the next one may have deleted the entity. */
    @Test
    void passesOverVectorsOfEntitiesThatAreGoneWhenTheyAreTold() {
        try (VectorRows rows = open()) {
            store(rows, 3);
            List<Row> told = rows.database.read(tx -> tx.select(MemorySchema.EMBEDDINGS, "order by rid"));
            rows.change(tx -> {
                tx.delete(MemorySchema.EMBEDDINGS, 1);
                tx.delete(MemorySchema.ENTITIES, 1);
                return "";
            });

            rows.index
                    .vectors()
                    .changed(told.stream()
                            .map(row -> new RowChange(MemorySchema.EMBEDDINGS, row.rid(), row))
                            .toList());

            assertThat(rows.index.vectors().size()).isEqualTo(2);
            assertThat(first(rows, vectors.get(2))).isEqualTo(id(2));
        }
    }

    @Test
    void readsOnlyWhatAnOlderFileLacks() throws IOException {
        fill(1_200);
        Path older = Files.copy(file(), directory.resolve("older"));
        try (VectorRows rows = open()) {
            store(rows, 300);
            rows.change(tx -> {
                tx.delete(MemorySchema.EMBEDDINGS, 5);
                return "";
            });
        }
        Files.move(older, file(), StandardCopyOption.REPLACE_EXISTING);

        try (VectorRows rows = open()) {
            assertThat(rows.index.vectors().size()).isEqualTo(1_499);
            assertThat(first(rows, vectors.get(1_450))).isEqualTo(id(1_450));
            assertThat(first(rows, vectors.get(0))).isEqualTo(id(0));
            assertThat(first(rows, vectors.get(4))).isNotEqualTo(id(4));
        }
    }

    @Test
    void makesTheIndexAnewWhereTheFileIsMissingDamagedOrOfAnOlderFormat() throws IOException {
        fill(1_100);
        byte[] whole = Files.readAllBytes(file());
        for (int damage = 0; damage < 5; damage++) {
            switch (damage) {
                case 0 -> Files.delete(file());
                case 1 -> Files.write(file(), Arrays.copyOf(whole, whole.length / 3));
                case 2 -> Files.write(file(), new byte[100]);
                case 3 -> {
                    byte[] older = whole.clone();
                    older[11] = 1; // its format
                    Files.write(file(), older);
                }
                default -> {
                    byte[] flipped = whole.clone();
                    flipped[whole.length / 2] ^= 4;
                    Files.write(file(), flipped);
                }
            }
            try (VectorRows rows = open()) {
                assertFindsEverything(rows);
            }
            assertThat(Files.readAllBytes(file())).as("written anew").isEqualTo(whole);
        }
    }

    @Test
    void leavesOutADamagedVectorWhereTheIndexIsMadeAnew() throws IOException {
        fill(700);
        try (VectorRows rows = open()) {
            rows.change(tx -> {
                tx.execute("update embeddings set vector = zeroblob(length(vector)) where rid = 601");
                VectorRows.insertVector(tx, id(3), id(3), "another", vectors.get(3));
                return "";
            });
        }
        Files.delete(file());

        try (VectorRows rows = open()) {
            assertThat(rows.index.vectors().size()).isEqualTo(699);
            assertThat(first(rows, vectors.get(599))).isEqualTo(id(599));
            assertThat(first(rows, vectors.get(601))).isEqualTo(id(601));
        }
    }

    @Test
    void trustsNoFileOfAnotherHistoryOfTheDatabase() throws IOException {
        fill(50);
        Path backup = Files.copy(directory.resolve("memory.db"), directory.resolve("backup"));
        try (VectorRows rows = open()) {
            store(rows, 50);
        }
        // The backup comes back and goes another way: the same rows hold other vectors now.
        Files.copy(backup, directory.resolve("memory.db"), StandardCopyOption.REPLACE_EXISTING);
        vectors.subList(50, 100).clear();
        Path stale = Files.move(file(), directory.resolve("stale"));
        fill(50);
        Files.move(stale, file(), StandardCopyOption.REPLACE_EXISTING);

        try (VectorRows rows = open()) {
            assertFindsEverything(rows);
        }
    }

    @Test
    void holdsVectorsOfItsOwnModelAlone() {
        fill(20);
        try (VectorRows rows = new VectorRows(directory, "another", DIMENSIONS).loaded()) {
            assertThat(rows.index.vectors().size()).isZero();
            rows.change(tx -> {
                VectorRows.insertVector(tx, id(3), id(3), "another", vectors.get(3));
                return "";
            });
            assertThat(rows.index.vectors().size()).isEqualTo(1);
            assertThat(rows.nearest(vectors.get(9), ALL, 10))
                    .extracting(NearestEntity::entityId)
                    .containsExactly(id(3));
        }
        try (VectorRows rows = open()) {
            assertThat(rows.index.vectors().size()).isEqualTo(20);
        }
    }

    @Test
    void findsWhatIsWrittenWhileTheRestIsStillBeingRead() {
        fill(600);
        Deque<Runnable> waiting = new ArrayDeque<>();
        try (VectorRows rows = new VectorRows(directory, DIMENSIONS)) {
            rows.index.load(rows.database, waiting::add);
            store(rows, 5);
            rows.change(tx -> {
                tx.delete(MemorySchema.EMBEDDINGS, 11);
                return "";
            });

            assertThat(rows.index.vectors().state()).isEqualTo(VectorState.LOADING);
            assertThat(first(rows, vectors.get(602))).isEqualTo(id(602));
            while (!waiting.isEmpty()) {
                waiting.poll().run();
            }
            assertThat(rows.index.vectors().state()).isEqualTo(VectorState.READY);
            assertThat(rows.index.vectors().size()).isEqualTo(604);
            assertThat(first(rows, vectors.get(300))).isEqualTo(id(300));
        }
    }

    @Test
    void leavesNothingOfARemovedVectorInTheFile() throws IOException {
        fill(40);
        long before = Files.size(file());
        try (VectorRows rows = open()) {
            rows.change(tx -> {
                tx.delete(MemorySchema.EMBEDDINGS, 17);
                return "";
            });

            rows.index.vectors().eraseRemoved();

            assertThat(Files.size(file())).isLessThan(before);
            Files.delete(file());
        }
        try (VectorRows rows = new VectorRows(directory, DIMENSIONS)) {
            rows.index.load(rows.database, task -> {});
            Files.write(file(), new byte[8]);

            rows.index.vectors().eraseRemoved();

            assertThat(file()).as("deleted where it cannot be written yet").doesNotExist();
        }
    }

    @Test
    void passesOverAVectorThatWasDamagedAfterItWasRead() {
        fill(30);
        try (VectorRows rows = open()) {
            rows.change(tx -> Integer.toString(
                    tx.execute("update embeddings set vector = zeroblob(length(vector)) where rid = 8")));

            assertThat(rows.nearest(vectors.get(7), ALL, 30))
                    .extracting(NearestEntity::entityId)
                    .hasSize(29)
                    .doesNotContain(id(7));
        }
    }
}
