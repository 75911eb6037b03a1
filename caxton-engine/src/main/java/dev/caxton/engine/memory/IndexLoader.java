package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;

import dev.caxton.api.CorruptedException;
import dev.caxton.api.memory.VectorState;
import dev.caxton.engine.memory.vector.CodeLoading;
import dev.caxton.engine.memory.vector.VectorFile;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the index at the start.
 *
 * <p>Three ways. The file knows the last operation of the database: it is taken as it is. It knows an earlier one: each
 * row of the database is compared with it, and only vectors that it lacks are read. It is missing, damaged, of another
 * model, or knows an operation that the database does not have: all vectors are read. Used once, by one thread.
 */
final class IndexLoader {

    private static final Logger LOG = LoggerFactory.getLogger(IndexLoader.class);
    private static final int PAGE = 512;

    private final Database database;
    private final Path file;
    private final String model;
    private final int dimensions;
    private final CodedVectorIndex index;
    private final BiPredicate<VectorState, Progress> progress;
    private final Start start;
    private boolean rebuilt;

    /**
     * How much is loaded.
     *
     * @param done vectors so far
     * @param total vectors there were when it began
     */
    record Progress(long done, long total) {
        static final Progress NONE = new Progress(0, 0);
    }

    /**
     * Where the database is.
     *
     * @param highest row of the newest vector
     * @param position id of its last operation; empty if there was none
     */
    private record Start(long highest, String position) {}

    /**
     * Notes where the database is; nothing may be written to it before.
     *
     * @param progress told how it goes; false ends it
     */
    IndexLoader(
            Database database,
            Path file,
            String model,
            int dimensions,
            CodedVectorIndex index,
            BiPredicate<VectorState, Progress> progress) {
        this.database = database;
        this.file = file;
        this.model = model;
        this.dimensions = dimensions;
        this.index = index;
        this.progress = progress;
        index.codes().beginLoading();
        this.start = database.read(tx -> new Start(
                tx.count("select max(rid) from embeddings"),
                tx.query("select op_id from change_log order by rid desc limit 1", row -> row.getString(1)).stream()
                        .findFirst()
                        .orElse("")));
    }

    /** The last operation that the index knows when it is loaded, but for those reported to it since. */
    String position() {
        return start.position();
    }

    boolean rebuilt() {
        return rebuilt;
    }

    /** Fills the index; true if the file is up to date. */
    boolean run() {
        VectorFile.Content content = usable(read());
        try (CodeLoading loading = new CodeLoading(index.codes(), content == null ? null : content.codes())) {
            if (content != null && content.position().equals(start.position())) {
                loading.takeAll(index.groups().adopt(content.groups()));
                long size = content.codes().size();
                progress.test(VectorState.LOADING, new Progress(size, size));
                return true;
            }
            rebuilt = content == null;
            fill(loading);
            return false;
        }
    }

    private Optional<VectorFile.Content> read() {
        try {
            return new VectorFile(file).read(model, dimensions);
        } catch (IOException e) {
            LOG.warn("vector index is made anew, its file cannot be used: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The file's content if the database has everything that it knows of. */
    private VectorFile.@Nullable Content usable(Optional<VectorFile.Content> read) {
        if (read.isEmpty()) {
            return null;
        }
        VectorFile.Content content = read.get();
        String known = content.position();
        boolean same = known.equals(start.position())
                || database.read(tx -> tx.count("select count(*) from applied_ops where op_id = ?", known)) > 0;
        if (!same) {
            LOG.warn("vector index is made anew, its file belongs to another state of the database");
        }
        return same ? content : null;
    }

    /** A row of the table of vectors without its vector. */
    private record Listed(long rid, String entityId, EntityGroup group) {}

    private void fill(CodeLoading loading) {
        VectorState state = rebuilt ? VectorState.REBUILDING : VectorState.LOADING;
        // The plus has SQLite count in the index of owners, which is a tenth of the table.
        long total = database.read(tx ->
                tx.count("select count(*) from embeddings where model = ? and +rid <= ?", model, start.highest()));
        if (rebuilt) {
            index.partition(database, model, total);
        }
        long done = 0;
        long after = 0;
        while (progress.test(state, new Progress(done, total))) {
            long from = after;
            List<Listed> page = database.read(tx -> {
                List<Listed> listed = list(tx, from);
                if (rebuilt && !listed.isEmpty()) {
                    loadAll(tx, loading, listed);
                } else {
                    listed.forEach(row -> load(tx, loading, row));
                }
                return listed;
            });
            if (page.isEmpty()) {
                break;
            }
            done += page.size();
            after = page.getLast().rid();
        }
        loading.flush();
    }

    private List<Listed> list(ReadTransaction tx, long after) {
        return tx.query(
                "select v.rid, v.entity_id, e.entity_type, e.scope, e.agent_id"
                        + " from embeddings v cross join entities e on e.entity_id = v.entity_id"
                        + " where v.model = ? and v.rid > ? and v.rid <= ? and v.dimensions = ? order by v.rid limit ?",
                row -> new Listed(
                        row.getLong(1),
                        row.getString(2),
                        EntityGroup.of(row.getString(3), row.getString(4), row.getString(5))),
                model,
                after,
                start.highest(),
                dimensions,
                PAGE);
    }

    /** Reads the vectors of a page in one go, or one by one where one of them is damaged. */
    private void loadAll(ReadTransaction tx, CodeLoading loading, List<Listed> page) {
        List<Row> rows;
        try {
            rows = tx.select(
                    EMBEDDINGS,
                    "where rid >= ? and rid <= ? order by rid",
                    page.getFirst().rid(),
                    page.getLast().rid());
        } catch (CorruptedException e) {
            page.forEach(row -> load(tx, loading, row));
            return;
        }
        int at = 0;
        for (Listed listed : page) {
            while (rows.get(at).rid() < listed.rid()) { // of another model
                at++;
            }
            add(loading, listed, rows.get(at));
        }
    }

    private void add(CodeLoading loading, Listed listed, Row row) {
        Embedding vector = Embedding.ofBytes(row.blob("vector"));
        if (vector.dimensions() == dimensions) {
            long key = CodedVectorIndex.key(listed.entityId());
            loading.add(listed.rid(), key, index.groups().number(listed.group()), vector.values());
        }
    }

    private void load(ReadTransaction tx, CodeLoading loading, Listed listed) {
        long key = CodedVectorIndex.key(listed.entityId());
        int group = index.groups().number(listed.group());
        if (!loading.take(listed.rid(), key, group)) {
            try {
                tx.find(EMBEDDINGS, "where rid = ?", listed.rid()).ifPresent(row -> add(loading, listed, row));
            } catch (CorruptedException e) {
                LOG.warn("vector left out of the index: {}", e.getMessage());
            }
        }
    }
}
