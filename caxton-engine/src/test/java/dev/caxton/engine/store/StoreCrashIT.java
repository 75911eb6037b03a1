package dev.caxton.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a writing process at random moments; {@code -Dcaxton.crash.cycles=200} for the long run. */
class StoreCrashIT {

    private static final int CYCLES = Integer.getInteger("caxton.crash.cycles", 5);
    private static final long SEED = Long.getLong("caxton.crash.seed", 20261122L);

    @TempDir
    Path directory;

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        Path file = directory.resolve("test.db");
        Random random = new Random(SEED);
        Set<String> acknowledged = new HashSet<>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            acknowledged.addAll(writeUntilKilled(file, 1 + random.nextInt(2000)));

            try (Database database = Database.open(Notes.options(file))) {
                assertThat(Notes.texts(database, "pragma integrity_check")).containsExactly("ok");
                assertThat(database.verifyRows()).isEmpty();
                assertThat(new HashSet<>(Notes.names(database))).containsAll(acknowledged);
                List<String> operations = Notes.texts(database, "select op_id from applied_ops");
                assertThat(new HashSet<>(operations)).containsAll(acknowledged);
                assertThat(Notes.count(database, "select count(*) from notes"))
                        .as("every change has its records and every record its change")
                        .isEqualTo(operations.size())
                        .isEqualTo(Notes.count(database, "select count(*) from change_log"))
                        .isEqualTo(Notes.count(database, "select count(*) from audit"));
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(CYCLES);
    }

    private static Set<String> writeUntilKilled(Path file, int killAfter) throws Exception {
        Set<String> acknowledged = new HashSet<>();
        try (ChildJvm writer = new ChildJvm(StoreCrashChild.class, file.toString())) {
            while (acknowledged.size() < killAfter) {
                String line = writer.line();
                assertThat(line).as("the writer goes on").isNotNull();
                acknowledged.add(line);
            }
            writer.kill();
            // What it had printed by then was acknowledged too.
            for (String line = writer.line(); line != null; line = writer.line()) {
                acknowledged.add(line);
            }
        }
        return acknowledged;
    }
}
