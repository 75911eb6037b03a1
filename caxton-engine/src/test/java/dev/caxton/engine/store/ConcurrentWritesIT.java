package dev.caxton.engine.store;

import static dev.caxton.engine.store.Notes.operation;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentWritesIT {

    private static final int WRITERS = 8;
    private static final int READERS = 8;
    private static final int WRITES_EACH = 150;

    @TempDir
    Path directory;

    @Test
    void losesNoUpdateAndIsNeverBusy() throws Exception {
        try (Database database = Database.open(Notes.options(directory.resolve("test.db")));
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS)) {
            database.write(operation(), new Notes.Add("shared"));
            AtomicBoolean writing = new AtomicBoolean(true);
            List<Future<Long>> writers = new ArrayList<>();
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String own = "writer-" + i;
                writers.add(threads.submit(() -> write(database, own)));
            }
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> read(database, writing)));
            }
            for (Future<Long> writer : writers) {
                writer.get(180, TimeUnit.SECONDS);
            }
            writing.set(false);
            for (Future<Long> reader : readers) {
                assertThat(reader.get(180, TimeUnit.SECONDS)).isPositive();
            }

            long total = WRITERS * WRITES_EACH;
            assertThat(Notes.count(database, "select count from notes where name = 'shared'"))
                    .isEqualTo(total);
            assertThat(Notes.count(database, "select count(*) from change_log")).isEqualTo(2 * total + 1);
            assertThat(Notes.texts(database, "pragma integrity_check")).containsExactly("ok");
            assertThat(database.verifyRows()).isEmpty();
        }
    }

    private static long write(Database database, String own) {
        for (int i = 0; i < WRITES_EACH; i++) {
            database.write(operation(), new Notes.Add(own + "-" + i));
            database.write(operation(), new Notes.Increment("shared"));
        }
        return WRITES_EACH;
    }

    /** Each snapshot holds as many changes as the log says, and never fewer than the one before. */
    private static long read(Database database, AtomicBoolean writing) {
        long last = 0;
        long reads = 0;
        while (writing.get() || reads == 0) {
            long[] seen = database.read(tx -> new long[] {
                tx.find(Notes.TABLE, "where name = 'shared'").orElseThrow().integer("count"),
                tx.count("select count(*) from change_log where kind = 'increment_note'")
            });
            assertThat(seen[0]).isEqualTo(seen[1]).isGreaterThanOrEqualTo(last);
            last = seen[0];
            reads++;
        }
        return reads;
    }
}
