package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.api.memory.MemoryCheckLevel;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.engine.HandClock;
import dev.caxton.engine.memory.upkeep.Retention;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.DamagedRow;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows that count uses: they go with their observations, and come to files that had none. */
class UseRowsIT {

    private static final Retention HUNDRED_DAYS = new Retention(
            Duration.ZERO, (agent, usual) -> Optional.of(Duration.ofDays(100)), Duration.ofDays(30), 0, true);

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock("2026-01-01T12:00:00Z");

    private MemoryFixture open(Retention retention) {
        return FadingByUseIT.open(directory, clock, retention);
    }

    /** The ways in which an observation goes. */
    private enum End {
        DELETE_ENTITY,
        FORGET_ENTITY,
        FORGET_OBSERVATION,
        CLEAR,
        REPLACE,
        RETRACT,
        EXPIRE;

        void of(MemoryFixture fixture, String entity, String observation) {
            MemoryService memory = fixture.memory;
            switch (this) {
                case DELETE_ENTITY -> memory.deleteEntity(ALICE, entity);
                case FORGET_ENTITY ->
                    assertThat(memory.forget(ALICE, entity).verified()).isTrue();
                case FORGET_OBSERVATION ->
                    assertThat(memory.forget(ALICE, observation).verified()).isTrue();
                case CLEAR -> memory.clear(AgentRef.of(ALICE), null, Set.of());
                case REPLACE ->
                    memory.updateObservation(
                            new ObservationUpdate(ALICE, observation, "Rosa has a cat", null, null, null));
                case RETRACT -> memory.retractObservation(ALICE, observation);
                case EXPIRE -> memory.upkeep().cleanup(new CleanupRequest(false, false, null, false, false));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void goWithTheirObservations(End end) {
        Retention retention = end == End.EXPIRE ? HUNDRED_DAYS : FadingByUseIT.BY_USE;
        try (MemoryFixture fixture = open(retention)) {
            fixture.store(ALICE, "Lisbon", "town", "has trams");
            String entity =
                    fixture.store(ALICE, "Porto", "town", "Rosa has an allergy").entityId();
            String observation =
                    fixture.memory.entity(entity).observations().getFirst().observationId();
            FadingByUseIT.find(fixture, "allergy");
            FadingByUseIT.find(fixture, "trams");
            FadingByUseIT.clean(fixture, true);
            assertThat(fixture.count("observation_uses")).isEqualTo(2);
            clock.pass(Duration.ofDays(101));
            assertThat(FadingByUseIT.find(fixture, "allergy").totalResults()).isEqualTo(1);

            end.of(fixture, entity, observation);

            assertThat(observations(fixture))
                    .doesNotContain(observation)
                    .hasSize(end == End.CLEAR || end == End.EXPIRE ? 0 : 1);
        }
        try (MemoryFixture fixture = open(retention)) {
            assertThat(observations(fixture))
                    .as("what waited is passed over")
                    .hasSize(end == End.CLEAR || end == End.EXPIRE ? 0 : 1);
            assertThat(fixture.database.verifyRows()).isEmpty();
        }
    }

    private static List<String> observations(MemoryFixture fixture) {
        return fixture.database.read(
                tx -> tx.query("select observation_id from observation_uses", row -> row.getString(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"entities", "observations"})
    void goWhereTheirOwnersWereLost(String table) throws SQLException {
        try (MemoryFixture fixture = open(FadingByUseIT.BY_USE)) {
            fixture.store(ALICE, "Porto", "town", "Rosa has an allergy");
            FadingByUseIT.find(fixture, "allergy");
        }
        execute("delete from " + table);
        clock.pass(Duration.ofSeconds(1));

        try (MemoryFixture fixture = open(FadingByUseIT.BY_USE)) {
            assertThat(fixture.count("observation_uses")).isEqualTo(1);
            assertThat(fixture.memory
                            .upkeep()
                            .check(MemoryCheckLevel.CONSISTENCY, null)
                            .passed())
                    .isFalse();

            FadingByUseIT.clean(fixture, false);

            assertThat(fixture.count("observation_uses")).isZero();
            assertThat(fixture.memory
                            .upkeep()
                            .check(MemoryCheckLevel.CONSISTENCY, null)
                            .passed())
                    .isTrue();
        }
    }

    @Test
    void goWithAnObservationOfALostEntityThoughTheyAreYounger() throws SQLException {
        try (MemoryFixture fixture = open(FadingByUseIT.BY_USE)) {
            fixture.store(ALICE, "Porto", "town", "Rosa has an allergy");
            clock.pass(Duration.ofDays(10));
            FadingByUseIT.find(fixture, "allergy");
        }
        execute("delete from entities");

        try (MemoryFixture fixture = open(FadingByUseIT.BY_USE)) {
            fixture.memory.upkeep().cleanup(new CleanupRequest(true, false, Duration.ofDays(5), false, false));

            assertThat(fixture.count("observations")).isZero();
            assertThat(fixture.count("observation_uses")).isZero();
        }
    }

    @Test
    void holdUpNeitherSearchesNorOtherCountsWhereOneIsDamaged() throws SQLException {
        try (MemoryFixture fixture = open(FadingByUseIT.BY_USE)) {
            fixture.store(ALICE, "Porto", "town", "Rosa has an allergy");
            fixture.store(ALICE, "Lisbon", "town", "Rosa has a bicycle");
            FadingByUseIT.find(fixture, "allergy");
        }
        execute("update observation_uses set uses = 77");
        clock.pass(Duration.ofDays(1));

        try (MemoryFixture fixture = open(FadingByUseIT.BY_USE)) {
            assertThat(fixture.memory.search(MemoryQuery.of(ALICE, "Rosa")).totalResults())
                    .isEqualTo(2);
            FadingByUseIT.clean(fixture, true);

            assertThat(fixture.count("observation_uses")).isEqualTo(2);
            assertThat(fixture.database.verifyRows()).containsExactly(new DamagedRow("observation_uses", 1));
            assertThat(fixture.database.isSafe()).isFalse();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("memory.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private record Fill() implements Command {
        @Override
        public String kind() {
            return "create_entity";
        }

        @Override
        public String subject() {
            return "ent_1";
        }
    }

    private static final class Filling implements Applier<Fill> {
        @Override
        public String apply(Fill command, Operation operation, WriteTransaction tx) {
            long at = operation.at().toEpochMilli();
            tx.insert(MemorySchema.ENTITIES, "ent_1", "Rosa", "person", "global", null, "{}", 1L, at, at, at, null);
            tx.insert(
                    MemorySchema.OBSERVATIONS,
                    "obs_1",
                    "ent_1",
                    "has an allergy",
                    GraphWrites.hash("has an allergy"),
                    "api",
                    null,
                    1.0,
                    at,
                    null,
                    at,
                    null,
                    null);
            return "{}";
        }
    }

    @Test
    void comeToAFileOfLayout6WithoutTouchingWhatItHolds() throws IOException {
        DatabaseOptions options = DatabaseOptions.of(directory.resolve("memory.db"), clock)
                .withSchema(
                        MemorySchema.MIGRATIONS.subList(0, 5),
                        MemorySchema.TABLES.subList(0, MemorySchema.TABLES.size() - 1))
                .withApplier(Fill.class, new Filling());
        try (Database database = Database.open(options)) {
            database.write(new Operation("op-1", "api", Instant.ofEpochMilli(1000)), new Fill());
        }

        try (MemoryFixture fixture = open(FadingByUseIT.BY_USE)) {
            assertThat(fixture.count("observation_uses")).isZero();
            assertThat(FadingByUseIT.find(fixture, "allergy").totalResults()).isEqualTo(1);
            FadingByUseIT.clean(fixture, true);
            assertThat(observations(fixture)).containsExactly("obs_1");
            assertThat(fixture.database.verifyRows()).isEmpty();
            assertThat(fixture.database.findings(true)).isEmpty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("memory.db.before-v7."));
        }
    }
}
