package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;

import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the texts that have no vector of the configured model, page by page; of those that were taken back, which searches
 * in the past find, too.
 *
 * <p>Remembers up to which row everything was seen, so that what is written later is found without looking at the rest.
 * One thread at a time, but for {@link #isPending}.
 */
final class PendingTexts {

    private static final String WITHOUT_VECTOR =
            " and not exists (select 1 from %s v" + " where v.owner_id = %s and v.model = ? and v.dimensions = ?)";

    private final Database database;
    private final Embedder embedder;
    private final Kind entities;
    private final Kind observations;
    /** Observations that were taken back; searches in the past find them. */
    private final Kind past;

    PendingTexts(Database database, Embedder embedder) {
        this.database = database;
        this.embedder = embedder;
        this.entities = new Kind(
                ENTITIES,
                OwnerKind.ENTITY,
                " and 1 = 1" + WITHOUT_VECTOR.formatted("embeddings", "entities.entity_id"),
                highest(ENTITIES));
        this.observations = new Kind(
                OBSERVATIONS,
                OwnerKind.OBSERVATION,
                " and retracted_at is null" + WITHOUT_VECTOR.formatted("embeddings", "observations.observation_id"),
                highest(OBSERVATIONS));
        this.past = new Kind(
                OBSERVATIONS,
                OwnerKind.OBSERVATION,
                " and retracted_at is not null"
                        + WITHOUT_VECTOR.formatted("past_embeddings", "observations.observation_id"),
                Long.MAX_VALUE);
    }

    private long highest(Table table) {
        return database.read(tx -> tx.count("select max(rid) from " + table.name()));
    }

    /** A text and whose it is. */
    record Pending(long rid, OwnerKind kind, String ownerId, EntityFacts entity, String text) {}

    /** One of the two tables with texts. */
    private static final class Kind {
        final Table table;
        final OwnerKind kind;
        final String condition;
        /** What is above this row is recent: at first the newest row there is, then the newest that was handed over. */
        long seen;

        Kind(Table table, OwnerKind kind, String condition, long newest) {
            this.table = table;
            this.kind = kind;
            this.condition = condition;
            this.seen = newest;
        }
    }

    /** What is believed now. */
    private List<Kind> present() {
        return List.of(entities, observations);
    }

    /** The same, then what was believed. */
    private List<Kind> all() {
        return List.of(entities, observations, past);
    }

    /** How many texts that were written since the start are left. */
    long countRecent() {
        return present().stream()
                .mapToLong(kind -> count(kind, kind.seen, Long.MAX_VALUE))
                .sum();
    }

    /** How many texts are left. */
    long count() {
        return all().stream().mapToLong(kind -> count(kind, 0, Long.MAX_VALUE)).sum();
    }

    private long count(Kind kind, long above, long upTo) {
        return database.read(tx -> tx.count(
                "select count(*) from " + kind.table.name() + " where rid > ? and rid <= ?" + kind.condition,
                above,
                upTo,
                embedder.model(),
                embedder.dimensions()));
    }

    /** Hands over what was written since the start and not seen yet, the oldest first, while pages are wanted. */
    void recent(int page, Predicate<List<Pending>> consumer) {
        for (Kind kind : present()) {
            while (true) {
                long from = kind.seen;
                List<Pending> texts = database.read(tx -> page(tx, kind, from, Long.MAX_VALUE, "rid", page));
                if (texts.isEmpty() || !consumer.test(texts)) {
                    break;
                }
                kind.seen = texts.getLast().rid();
            }
        }
    }

    /**
     * Hands over what is older than what {@link #recent} looks at, the newest first, then what was taken back, while pages
     * are wanted.
     */
    void earlier(int page, Predicate<List<Pending>> consumer) {
        for (Kind kind : all()) {
            long upTo = kind.seen;
            while (upTo > 0) {
                long highest = upTo;
                List<Pending> texts = database.read(tx -> page(tx, kind, 0, highest, "rid desc", page));
                if (texts.isEmpty() || !consumer.test(texts)) {
                    break;
                }
                upTo = texts.getLast().rid() - 1;
            }
        }
    }

    private List<Pending> page(ReadTransaction tx, Kind kind, long above, long upTo, String order, int limit) {
        List<Row> rows = tx.select(
                kind.table,
                "where rid > ? and rid <= ?" + kind.condition + " order by " + order + " limit ?",
                above,
                upTo,
                embedder.model(),
                embedder.dimensions(),
                limit);
        List<Pending> texts = new ArrayList<>(rows.size());
        for (Row row : rows) {
            texts.add(
                    switch (kind.kind) {
                        case ENTITY ->
                            new Pending(
                                    row.rid(),
                                    kind.kind,
                                    row.text("entity_id"),
                                    GraphReads.facts(row),
                                    EntityText.of(row.text("name"), row.text("entity_type")));
                        case OBSERVATION ->
                            new Pending(
                                    row.rid(),
                                    kind.kind,
                                    row.text("observation_id"),
                                    GraphReads.facts(GraphReads.requireById(tx, row.text("entity_id"))),
                                    row.text("content"));
                    });
        }
        return texts;
    }

    boolean isPending(ReadTransaction tx, String ownerId) {
        return tx.count(
                        "select count(*) from embeddings where owner_id = ? and model = ? and dimensions = ?",
                        ownerId,
                        embedder.model(),
                        embedder.dimensions())
                == 0;
    }
}
