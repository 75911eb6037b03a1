package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.EntityHistory;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.EntityUpdate;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.StoredEntity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight who write and eight who read at one time, 20,000 operations; a property makes it more. */
class ManyAtOnceIT {

    private static final int WRITERS = 8;
    private static final int READERS = 8;
    private static final int OPERATIONS = Integer.getInteger("caxton.test.operations", 20_000);

    @TempDir
    Path directory;

    @Test
    void losesNoUpdateAndRefusesNobody() throws Exception {
        int each = OPERATIONS / (WRITERS + READERS);
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.starting());
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS)) {
            StoredEntity contended = fixture.store(ALICE, "contended", "counter", "0");
            List<Future<Integer>> results = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int me = writer;
                results.add(threads.submit(() -> write(fixture, contended, me, each)));
            }
            for (int reader = 0; reader < READERS; reader++) {
                results.add(threads.submit(() -> read(fixture, each)));
            }
            int updates = 0;
            for (Future<Integer> result : results) {
                updates += result.get();
            }

            assertThat(fixture.memory.entity(contended.entityId()).version()).isEqualTo(1 + updates);
            EntityHistory history = fixture.memory.history(EntityQuery.of(contended.entityId()));
            assertThat(history.versions()).hasSize(1 + updates);
            for (int writer = 0; writer < WRITERS; writer++) {
                EntityHistory own = fixture.memory.history(
                        new EntityQuery(ALICE, "of writer " + writer, dev.caxton.api.memory.TimeView.all()));
                assertThat(own.observations().stream().filter(text -> text.retractedAt() == null))
                        .hasSize(1);
            }
            assertThat(fixture.database.verifyRows()).isEmpty();
        }
        // On a connection of its own: FTS5 checks against what a connection knew of its segments before.
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("memory.db"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma integrity_check")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("ok");
        }
    }

    /** Returns how often the contended entity was updated. */
    private static int write(MemoryFixture fixture, StoredEntity contended, int me, int count) {
        int updates = 0;
        StoredEntity own = fixture.store(ALICE, "of writer " + me, "counter", "state 0 of " + me);
        Observation last = fixture.memory.entity(own.entityId()).observations().getFirst();
        for (int i = 1; i < count; i++) {
            switch (i % 4) {
                case 0 -> {
                    fixture.memory.updateEntity(new EntityUpdate(
                            ALICE, contended.entityId(), Map.of("by", me, "count", i), null, null, null));
                    updates++;
                }
                case 1 ->
                    last = fixture.memory.updateObservation(new ObservationUpdate(
                            ALICE, last.observationId(), "state " + i + " of " + me, null, null, null));
                case 2 -> fixture.store(ALICE, "thing " + me + " " + i, "thing", "written by " + me);
                default ->
                    fixture.memory.deleteEntity(
                            ALICE,
                            fixture.store(ALICE, "passing " + me, "thing", "soon gone " + i)
                                    .entityId());
            }
        }
        return updates;
    }

    private static int read(MemoryFixture fixture, int count) {
        for (int i = 0; i < count; i++) {
            if (i % 8 == 0) {
                assertThat(fixture.memory
                                .search(MemoryQuery.of(ALICE, "state of writer").withMode(SearchMode.KEYWORD))
                                .results())
                        .isNotNull();
            } else {
                assertThat(fixture.memory
                                .entity(new EntityQuery(ALICE, "contended", dev.caxton.api.memory.TimeView.all()))
                                .observations())
                        .hasSize(1);
            }
        }
        return 0;
    }
}
