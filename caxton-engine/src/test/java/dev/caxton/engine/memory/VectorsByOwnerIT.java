package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.Observation;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of layout 5, whose vectors had indexes by entity and by model, in this version. */
class VectorsByOwnerIT {

    private static final String ROSA = "ent_00000000-0000-7000-8000-000000000001";
    private static final String LUZ = "ent_00000000-0000-7000-8000-000000000002";

    @TempDir
    Path directory;

    private record Fill() implements Command {
        @Override
        public String kind() {
            return "create_entity";
        }

        @Override
        public String subject() {
            return ROSA + " abc";
        }
    }

    private static final class Filling implements Applier<Fill> {
        @Override
        public String apply(Fill command, Operation operation, WriteTransaction tx) {
            entity(tx, ROSA, "Rosa");
            entity(tx, LUZ, "Luz");
            observation(tx, "obs_1", ROSA, "lives in Lisbon", null);
            observation(tx, "obs_2", ROSA, "lives in Porto", 2000L);
            observation(tx, "obs_3", LUZ, "paints ceramic tiles", null);
            vector(tx, ROSA, "entity", ROSA, "words");
            vector(tx, "obs_1", "observation", ROSA, "words");
            vector(tx, "obs_3", "observation", LUZ, "words");
            vector(tx, LUZ, "entity", LUZ, "an older model");
            tx.insert(MemorySchema.PAST_EMBEDDINGS, "obs_2", ROSA, "words", WordEmbedder.DIMENSIONS, bytes(), 1000L);
            return "{}";
        }

        private static void entity(WriteTransaction tx, String id, String name) {
            tx.insert(MemorySchema.ENTITIES, id, name, "person", "global", null, "{}", 1L, 1000L, 1000L, 1000L, null);
        }

        private static void observation(WriteTransaction tx, String id, String entity, String text, Long retracted) {
            tx.insert(
                    MemorySchema.OBSERVATIONS,
                    id,
                    entity,
                    text,
                    GraphWrites.hash(text),
                    "api",
                    null,
                    1.0,
                    1000L,
                    retracted,
                    1000L,
                    null,
                    null);
        }

        private static void vector(WriteTransaction tx, String owner, String kind, String entity, String model) {
            tx.insert(MemorySchema.EMBEDDINGS, owner, kind, entity, model, WordEmbedder.DIMENSIONS, bytes(), 1000L);
        }

        private static byte[] bytes() {
            float[] vector = new float[WordEmbedder.DIMENSIONS];
            vector[0] = 1;
            return Embedding.of(vector).toBytes();
        }
    }

    private void writeLayout5() {
        DatabaseOptions options = DatabaseOptions.of(directory.resolve("memory.db"), Clock.systemUTC())
                .withSchema(MemorySchema.MIGRATIONS.subList(0, 4), MemorySchema.TABLES)
                .withApplier(Fill.class, new Filling());
        try (Database database = Database.open(options)) {
            database.write(new Operation("op-1", "api", Instant.ofEpochMilli(1000)), new Fill());
            assertThat(indexes(database)).contains("embeddings_by_entity", "embeddings_by_model");
        }
    }

    private static List<String> indexes(Database database) {
        return texts(database, "select name from sqlite_master where type = 'index' and tbl_name = 'embeddings'");
    }

    private static List<String> texts(Database database, String sql) {
        return database.read(tx -> tx.query(sql, row -> row.getString(1)));
    }

    @Test
    void keepsEveryRowAndACopyOfTheOldFile() throws IOException {
        writeLayout5();

        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.starting())) {
            assertThat(indexes(fixture.database)).containsExactly("embeddings_by_owner");
            assertThat(fixture.database.verifyRows()).isEmpty();
            assertThat(fixture.database.findings(true)).isEmpty();
            assertThat(fixture.count("embeddings")).isEqualTo(4);
            assertThat(fixture.count("past_embeddings")).isEqualTo(1);
            assertThat(fixture.memory.history(EntityQuery.of(ROSA)).observations())
                    .extracting(Observation::content)
                    .containsExactly("lives in Lisbon", "lives in Porto");
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("memory.db.before-v6."));
        }
    }

    @Test
    void searchesOldVectorsAndEmbedsAnewThoseOfAnotherModel() throws Exception {
        writeLayout5();

        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            MemoryFixture.await(() -> fixture.index.vectors().size() == 4);
            assertThat(texts(fixture.database, "select distinct model from embeddings order by 1"))
                    .containsExactly("words");
            assertThat(fixture.memory.status().vectors()).isEqualTo(4);
        }
    }

    @Test
    void deletesAndForgetsAllVectorsOfAnEntityAndNoOthers() {
        writeLayout5();

        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.starting())) {
            assertThat(fixture.memory.forget(null, ROSA).vectorsDeleted()).isEqualTo(3);
            assertThat(fixture.count("past_embeddings")).isZero();
            assertThat(texts(fixture.database, "select owner_id from embeddings order by rid"))
                    .containsExactly("obs_3", LUZ);

            fixture.memory.deleteEntity(null, LUZ);
            assertThat(fixture.count("embeddings")).isZero();
        }
    }
}
