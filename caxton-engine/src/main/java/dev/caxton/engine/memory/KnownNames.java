package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.RowChange;
import dev.caxton.engine.store.RowListener;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells names that no entity has, so that nobody reads the file for them: three bits of a megabyte for each name (a Bloom
 * filter). It only says how a command is best prepared; whether a name is there is decided by the writer.
 *
 * <p>Names that go leave their bits behind until the next start, and where there are more than a million the bits say less
 * and less; then the file is read, as before the names are loaded. Thread-safe.
 */
final class KnownNames implements RowListener {

    private static final Logger LOG = LoggerFactory.getLogger(KnownNames.class);
    private static final int PAGE = 5_000;
    private static final int BITS = 1 << 23;
    private static final int BITS_OF_NAME = 3;

    private final AtomicLongArray bits = new AtomicLongArray(BITS / Long.SIZE);
    private volatile boolean loaded;
    private volatile boolean closed;

    private record Named(long rid, long hash) {}

    /** False where certainly no entity had this name a moment ago. */
    boolean mayHave(MemoryScope scope, @Nullable String agentId, String name) {
        return !loaded || has(hash(scope.wireName(), agentId, name));
    }

    /** Adds a name that is about to be used; false where certainly no entity had it, and nobody else was about to. */
    boolean note(MemoryScope scope, @Nullable String agentId, String name) {
        long hash = hash(scope.wireName(), agentId, name);
        boolean known = !loaded || has(hash);
        add(hash);
        return known;
    }

    private boolean has(long hash) {
        for (int i = 0; i < BITS_OF_NAME; i++) {
            int bit = bit(hash, i);
            if ((bits.get(bit >>> 6) & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void changed(List<RowChange> changes) {
        for (RowChange change : changes) {
            Row row = change.row();
            if (row != null && change.table().equals(ENTITIES)) {
                add(hash(row.text("scope"), row.textOrNull("agent_id"), row.text("name")));
            }
        }
    }

    /** Begins to read the names that are there now; called once, before any command is written. */
    void load(Database database, Executor background) {
        try {
            background.execute(() -> read(database));
        } catch (RejectedExecutionException e) {
            closed = true; // the server is going down
        }
    }

    private void read(Database database) {
        try {
            long after = 0;
            for (List<Named> page = page(database, after); !page.isEmpty() && !closed; page = page(database, after)) {
                page.forEach(named -> add(named.hash()));
                after = page.getLast().rid();
            }
            loaded = !closed;
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.warn("names could not be read, each is looked for in the file: {}", e.toString());
            }
        }
    }

    private static List<Named> page(Database database, long after) {
        return database.read(tx -> tx.query(
                "select rid, scope, agent_id, name from entities where rid > ? order by rid limit ?",
                row -> new Named(row.getLong(1), hash(row.getString(2), row.getString(3), row.getString(4))),
                after,
                PAGE));
    }

    void close() {
        closed = true;
    }

    private void add(long hash) {
        for (int i = 0; i < BITS_OF_NAME; i++) {
            int bit = bit(hash, i);
            bits.accumulateAndGet(bit >>> 6, 1L << bit, (word, one) -> word | one);
        }
    }

    private static int bit(long hash, int place) {
        return (int) (hash + place * (hash >>> 32 | 1)) & BITS - 1;
    }

    private static long hash(String scope, @Nullable String agentId, String name) {
        return CodedVectorIndex.key(scope + '\n' + (agentId == null ? "" : agentId) + '\n' + name);
    }
}
