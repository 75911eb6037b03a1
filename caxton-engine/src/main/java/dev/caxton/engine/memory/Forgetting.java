package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITY_VERSIONS;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;
import static dev.caxton.engine.memory.MemorySchema.RELATIONS;

import dev.caxton.api.NotFoundException;
import dev.caxton.api.memory.ForgetReport;
import dev.caxton.api.memory.ForgetReport.Remainder;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.store.ByteSearch;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Forgets for good, and proves it: deletes, empties the log, searches a copy of the file for what was deleted, and where
 * SQLite left a piece in the gaps of a page, writes the file anew and searches again.
 */
final class Forgetting {

    /** What stands for the ids of messages where none could be sought. */
    private static final String NOT_SEARCHED = "unknown";
    /** Deletions whose proof failed that are remembered with their texts; of others the file is written anew. */
    private static final int MOST_UNPROVED = 100;

    private final Database database;
    private final MemoryIndex index;
    private final Embedder embedder;
    private final Function<List<String>, List<String>> messages;
    private final IdGenerator ids;
    private final Clock clock;
    /** Texts of what is deleted and not proved gone, by the id asked for; in memory only. */
    private final Map<String, List<String>> unproved = new LinkedHashMap<>() {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
            return size() > MOST_UNPROVED;
        }
    };

    /**
     * Forgets in this database.
     *
     * @param messages ids of the messages that hold any of some texts
     */
    Forgetting(
            Database database,
            MemoryIndex index,
            Embedder embedder,
            Function<List<String>, List<String>> messages,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.index = index;
        this.embedder = embedder;
        this.messages = messages;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Forgets, or goes on where an earlier call was cut off after its deletion, or repeats the proof that it gave. One at a
     * time: each looks at a copy of the file, and would find that of another.
     */
    synchronized ForgetReport forget(String id, @Nullable Visibility visibility, Provenance provenance) {
        EarlierForgetting started;
        try {
            started = delete(id, database.read(tx -> texts(tx, id, visibility)), provenance);
        } catch (NotFoundException e) {
            started = database.read(tx -> EarlierForgetting.of(tx, id))
                    .filter(earlier -> earlier.forgotten().isSeenBy(visibility))
                    .orElseThrow(() -> e);
        }
        ForgetReport known = started.proof();
        return known == null ? prove(started, provenance) : known;
    }

    private EarlierForgetting delete(String id, List<String> texts, Provenance provenance) {
        // Before the deletion: whether that is on disk is not always known to who is told that it failed.
        unproved.put(id, texts);
        Operation operation = operation(provenance);
        Forgotten forgotten =
                Forgotten.parse(database.write(operation, new Forget(id)).outcome());
        return new EarlierForgetting(id, forgotten, operation.at(), null);
    }

    private ForgetReport prove(EarlierForgetting started, Provenance provenance) {
        List<String> texts = unproved.get(started.id());
        if (texts == null) {
            embedder.clearCache();
        } else {
            embedder.forget(texts);
        }
        index.words().clear();
        index.vectors().eraseRemoved();
        database.truncateLog();
        ForgetReport report = texts == null ? written(started) : searched(started, texts);
        if (report.verified()) {
            database.write(operation(provenance), new RecordProof(report));
            unproved.remove(started.id());
        }
        return report;
    }

    private ForgetReport searched(EarlierForgetting started, List<String> texts) {
        Traces traces = new Traces();
        texts.forEach(traces::add);
        List<String> pieces = traces.pieces();
        traces.removeIf(piece -> database.read(tx -> isElsewhere(tx, piece)));
        return report(started, isGone(new ByteSearch(traces.bytes())), remaining(pieces));
    }

    /**
     * Where nobody knows the texts any more, as after a kill, nothing can be sought. A file that is written anew holds what
     * its rows hold, and nothing else.
     */
    private ForgetReport written(EarlierForgetting started) {
        database.rewrite();
        List<Remainder> remaining = new ArrayList<>();
        remaining.add(new Remainder("message", NOT_SEARCHED, false));
        for (Path file : copies()) {
            if (!file.getFileName().toString().endsWith(".vectors")) {
                remaining.add(new Remainder("backup", file.getFileName().toString(), false));
            }
        }
        return report(started, database.read(tx -> hasNoRow(tx, started.forgotten())), remaining);
    }

    private static boolean hasNoRow(ReadTransaction tx, Forgotten forgotten) {
        return (forgotten.entities() == 0
                        || tx.count("select count(*) from entities where entity_id = ?", forgotten.entityId()) == 0)
                && forgotten.observationIds().stream()
                        .allMatch(id -> tx.count("select count(*) from observations where observation_id = ?", id) == 0
                                && tx.count("select count(*) from embeddings where owner_id = ?", id) == 0
                                && tx.count("select count(*) from past_embeddings where owner_id = ?", id) == 0
                                && tx.count("select count(*) from observation_uses where observation_id = ?", id) == 0);
    }

    private static ForgetReport report(EarlierForgetting started, boolean verified, List<Remainder> remaining) {
        Forgotten forgotten = started.forgotten();
        return new ForgetReport(
                started.id(),
                forgotten.entities(),
                forgotten.observationIds().size(),
                forgotten.relations(),
                forgotten.vectors(),
                verified,
                started.at(),
                remaining);
    }

    private Operation operation(Provenance provenance) {
        return new Operation(ids.next().toString(), provenance.actor(), clock.instant());
    }

    /** What is to be forgotten, as it is stored. */
    private static List<String> texts(ReadTransaction tx, String id, @Nullable Visibility visibility) {
        List<String> texts = new ArrayList<>();
        if (id.startsWith("obs_")) {
            ForgetApplier.versions(tx, GraphReads.requireObservation(tx, visibility, id))
                    .forEach(row -> texts.add(row.text("content")));
            return texts;
        }
        Row entity = GraphReads.requireById(tx, visibility, id);
        texts.add(entity.text("name"));
        texts.add(EntityText.of(entity.text("name"), entity.text("entity_type")));
        texts.add(entity.text("metadata"));
        tx.select(OBSERVATIONS, "where entity_id = ?", id).forEach(row -> texts.add(row.text("content")));
        tx.select(ENTITY_VERSIONS, "where entity_id = ?", id).forEach(row -> texts.add(row.text("metadata")));
        tx.select(RELATIONS, "where from_entity = ? or to_entity = ?", id, id)
                .forEach(row -> texts.add(row.text("metadata")));
        return texts;
    }

    /** Whether other memories say the same, so that its bytes prove nothing. */
    private static boolean isElsewhere(ReadTransaction tx, String piece) {
        return Stream.of(
                        "select count(*) from observations where instr(content, ?) > 0 or instr(source, ?) > 0",
                        "select count(*) from entities where instr(name || ' ' || entity_type, ?) > 0"
                                + " or instr(metadata, ?) > 0",
                        "select count(*) from relations where instr(relation_type, ?) > 0 or instr(metadata, ?) > 0",
                        "select count(*) from entity_versions where instr(metadata, ?) > 0 or instr(metadata, ?) > 0")
                .anyMatch(sql -> tx.count(sql, piece, piece) > 0);
    }

    private boolean isGone(ByteSearch search) {
        if (!database.holds(search)) {
            return true;
        }
        database.rewrite();
        return !database.holds(search);
    }

    private List<Remainder> remaining(List<String> pieces) {
        List<Remainder> remaining = new ArrayList<>();
        List<String> telling = pieces.stream()
                .filter(piece -> piece.length() >= ByteSearch.SHORTEST)
                .toList();
        messages.apply(telling).forEach(message -> remaining.add(new Remainder("message", message, true)));
        Traces traces = new Traces();
        telling.forEach(traces::add);
        ByteSearch search = new ByteSearch(traces.bytes());
        for (Path file : copies()) {
            boolean archive = file.getFileName().toString().matches(".*\\.(gz|gpg|tgz|zip)");
            if (archive || isIn(search, file)) {
                remaining.add(new Remainder("backup", file.getFileName().toString(), !archive));
            }
        }
        return remaining;
    }

    private static boolean isIn(ByteSearch search, Path file) {
        try {
            return search.isIn(file);
        } catch (UncheckedIOException e) {
            // Derived files come and go; one that is gone holds nothing.
            if (Files.notExists(file)) {
                return false;
            }
            throw e;
        }
    }

    /** Copies of this file that earlier migrations and repairs left beside it, and what lies in {@code backups/}. */
    private List<Path> copies() {
        Path file = database.file().toAbsolutePath();
        Path directory = java.util.Objects.requireNonNull(file.getParent(), "directory");
        String name = file.getFileName().toString();
        List<Path> found = new ArrayList<>(list(directory).stream()
                .filter(path -> path.getFileName().toString().startsWith(name + ".")
                        && !path.getFileName().toString().endsWith(".lock"))
                .toList());
        Path backups = directory.resolveSibling("backups");
        for (Path place : List.of(directory.resolve("backups"), backups)) {
            found.addAll(Files.isDirectory(place) ? list(place) : List.of());
        }
        return found;
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
