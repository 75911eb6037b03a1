package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.TimeView;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Column;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.StoreSchema;
import dev.caxton.engine.store.Table;
import dev.caxton.engine.store.WriteTransaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A memory of layout 2 is opened by this version. */
class RememberInTimeIT {

    private static final Table OBSERVATIONS_1 = Table.of(
            "observations",
            1,
            Column.text("observation_id"),
            Column.text("entity_id"),
            Column.text("content"),
            Column.blob("content_hash"),
            Column.text("source"),
            Column.textOrNull("author"),
            Column.real("confidence"),
            Column.integer("created_at"),
            Column.integerOrNull("retracted_at"),
            Column.integer("valid_from"),
            Column.integerOrNull("valid_to"));

    private static final Table RELATIONS_1 = Table.of(
            "relations",
            1,
            Column.text("relation_id"),
            Column.text("from_entity"),
            Column.text("to_entity"),
            Column.text("relation_type"),
            Column.text("scope"),
            Column.textOrNull("agent_id"),
            Column.real("strength"),
            Column.real("confidence"),
            Column.text("metadata"),
            Column.integer("created_at"),
            Column.integerOrNull("retracted_at"),
            Column.integer("valid_from"),
            Column.integerOrNull("valid_to"));

    private static final String ENTITY = "ent_00000000-0000-7000-8000-000000000001";
    private static final String KEPT = "obs_00000000-0000-7000-8000-000000000002";
    private static final String RETRACTED = "obs_00000000-0000-7000-8000-000000000003";
    private static final String RELATION = "rel_00000000-0000-7000-8000-000000000004";

    @TempDir
    Path directory;

    private record Fill() implements Command {
        @Override
        public String kind() {
            return "create_entity";
        }

        @Override
        public String subject() {
            return ENTITY + " abc";
        }
    }

    private static final class Filling implements Applier<Fill> {
        @Override
        public String apply(Fill command, Operation operation, WriteTransaction tx) {
            tx.insert(
                    MemorySchema.ENTITIES,
                    ENTITY,
                    "Rosa Luz",
                    "customer",
                    "agent",
                    "id-alice",
                    "{\"crm\":1}",
                    3L,
                    1000L,
                    3000L,
                    1000L,
                    null);
            tx.insert(OBSERVATIONS_1, observation(KEPT, "lives in Lisbon", 1000L, null));
            tx.insert(OBSERVATIONS_1, observation(RETRACTED, "lives in Porto", 1000L, 2000L));
            tx.insert(
                    RELATIONS_1,
                    RELATION,
                    ENTITY,
                    ENTITY,
                    "knows",
                    "agent",
                    "id-alice",
                    0.25,
                    0.75,
                    "{}",
                    1000L,
                    null,
                    1000L,
                    null);
            float[] vector = new float[WordEmbedder.DIMENSIONS];
            vector[0] = 1;
            tx.insert(
                    MemorySchema.EMBEDDINGS,
                    KEPT,
                    "observation",
                    ENTITY,
                    "words",
                    WordEmbedder.DIMENSIONS,
                    Embedding.of(vector).toBytes(),
                    1000L);
            return "{\"entity_id\":\"" + ENTITY + "\",\"name\":\"Rosa Luz\",\"version\":1}";
        }

        private static Object[] observation(String id, String content, long createdAt, Long retractedAt) {
            return new Object[] {
                id,
                ENTITY,
                content,
                content.getBytes(StandardCharsets.UTF_8),
                "api",
                "alice",
                0.5,
                createdAt,
                retractedAt,
                500L,
                null
            };
        }
    }

    private void writeLayout2() {
        DatabaseOptions options = DatabaseOptions.of(directory.resolve("memory.db"), Clock.systemUTC())
                .withSchema(MemorySchema.MIGRATIONS.subList(0, 1), List.of(MemorySchema.ENTITIES, OBSERVATIONS_1))
                .withApplier(Fill.class, new Filling());
        try (Database database = Database.open(options)) {
            database.write(new Operation("op-1", "api", Instant.ofEpochMilli(1000)), new Fill());
        }
    }

    @Test
    void keepsEveryRowAndEveryChecksum() {
        writeLayout2();

        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.starting())) {
            assertThat(fixture.database.verifyRows()).isEmpty();
            Entity rosa = fixture.memory.entity(ENTITY);
            assertThat(rosa.entityName()).isEqualTo("Rosa Luz");
            assertThat(rosa.version()).isEqualTo(3);
            assertThat(rosa.metadata()).containsEntry("crm", 1);
            assertThat(rosa.observations())
                    .containsExactly(new Observation(
                            KEPT,
                            "lives in Lisbon",
                            "api",
                            "alice",
                            Instant.ofEpochMilli(1000),
                            0.5,
                            Instant.ofEpochMilli(500),
                            null,
                            null,
                            null,
                            null));
            assertThat(fixture.memory
                            .entity(new EntityQuery(null, ENTITY, TimeView.all().asOf(Instant.ofEpochMilli(3000))))
                            .observations())
                    .extracting(Observation::content)
                    .containsExactly("lives in Lisbon");
            assertThat(fixture.memory.history(EntityQuery.of(ENTITY)).observations())
                    .extracting(Observation::content)
                    .containsExactly("lives in Lisbon", "lives in Porto");
            assertThat(fixture.memory.history(EntityQuery.of(ENTITY)).relations())
                    .singleElement()
                    .satisfies(relation -> assertThat(relation.strength()).isEqualTo(0.25));
            assertThat(fixture.count("embeddings")).isEqualTo(1);
        }
    }

    @Test
    void indexesTheWordsOfWhatIsBelieved() {
        writeLayout2();

        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.starting())) {
            assertThat(matches(fixture, "lisbon")).isEqualTo(1);
            assertThat(matches(fixture, "porto")).isZero();
            assertThat(matches(fixture, "rosa")).isEqualTo(1);
        }
    }

    @Test
    void takesNamesOutOfRecordedAnswersAndKeepsACopyOfTheOldFile() throws IOException {
        writeLayout2();

        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.starting())) {
            List<Row> recorded = fixture.database.read(tx -> tx.select(StoreSchema.APPLIED_OPS, "order by rid"));
            assertThat(recorded)
                    .singleElement()
                    .satisfies(row -> assertThat(row.text("outcome"))
                            .doesNotContain("Rosa")
                            .contains(ENTITY));
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("memory.db.before-v3."));
        }
    }

    private static long matches(MemoryFixture fixture, String word) {
        return fixture.database.read(
                tx -> tx.count("select count(*) from memory_text where memory_text match ?", word));
    }
}
