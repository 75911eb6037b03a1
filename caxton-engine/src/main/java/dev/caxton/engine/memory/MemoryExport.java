package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.ENTITIES;
import static dev.caxton.engine.memory.MemorySchema.ENTITY_VERSIONS;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;
import static dev.caxton.engine.memory.MemorySchema.RELATIONS;

import dev.caxton.api.memory.ExportQuery;
import dev.caxton.api.memory.TransferFormat;
import dev.caxton.engine.memory.transfer.TransferRecord;
import dev.caxton.engine.memory.transfer.TransferRecord.Fact;
import dev.caxton.engine.memory.transfer.TransferRecord.Vector;
import dev.caxton.engine.memory.transfer.TransferRecord.Version;
import dev.caxton.engine.memory.transfer.TransferWriter;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes memories of one snapshot, a page of rows at a time. */
final class MemoryExport {

    private static final int PAGE = 100;
    /** Observations of one record; an entity with more goes on in the next one. */
    private static final int FACTS = 500;
    /** Characters of the observations of one record. */
    private static final long TEXT = 2 << 20;

    private final ReadTransaction tx;
    private final ExportQuery query;
    private final String seen;
    private final Object[] seenValues;
    private final String model;
    private final Function<String, @Nullable String> slugs;
    private final Map<String, String> knownSlugs = new HashMap<>();
    private final boolean vectors;
    private final boolean history;

    /**
     * An export.
     *
     * @param visibility what is exported; null for everything of the query's scope
     * @param model model of the vectors
     * @param slugs an agent's slug by its id; null where it is gone
     */
    MemoryExport(
            ReadTransaction tx,
            ExportQuery query,
            @Nullable Visibility visibility,
            String model,
            Function<String, @Nullable String> slugs) {
        this.tx = tx;
        this.query = query;
        this.model = model;
        this.slugs = slugs;
        this.vectors = query.format() == TransferFormat.MIGRATION
                || query.includeEmbeddings() && query.format() != TransferFormat.SERVER_MEMORY;
        this.history = query.includeHistory() && query.format() != TransferFormat.SERVER_MEMORY;
        if (visibility == null) {
            this.seen = query.memoryScope() == null ? "1" : "scope = ?";
            this.seenValues = query.memoryScope() == null
                    ? new Object[0]
                    : new Object[] {query.memoryScope().wireName()};
        } else {
            this.seen = visibility.scopes().isEmpty()
                    ? "0"
                    : visibility.scopes().stream()
                            .map(scope -> "scope = ? and coalesce(agent_id, '') = ?")
                            .collect(Collectors.joining(" or ", "(", ")"));
            this.seenValues = visibility.scopes().stream()
                    .flatMap(scope -> {
                        String owner = visibility.ownerIn(scope);
                        return List.of(scope.wireName(), owner == null ? "" : owner).stream();
                    })
                    .toArray();
        }
    }

    void writeTo(OutputStream target, Instant at) throws IOException {
        try (TransferWriter writer = new TransferWriter(target, layout(), metadata(at))) {
            for (List<Row> page = page(ENTITIES, 0); !page.isEmpty(); page = page(ENTITIES, last(page))) {
                for (Row entity : page) {
                    entity(writer, entity);
                }
            }
            for (List<Row> page = page(RELATIONS, 0); !page.isEmpty(); page = page(RELATIONS, last(page))) {
                for (Row relation : page) {
                    relation(writer, relation);
                }
            }
            writer.finish();
        }
    }

    private TransferWriter.Layout layout() {
        return switch (query.format()) {
            case JSON, MIGRATION -> TransferWriter.Layout.DOCUMENT;
            case JSONL -> TransferWriter.Layout.LINES;
            case SERVER_MEMORY -> TransferWriter.Layout.SERVER_MEMORY;
        };
    }

    private Map<String, Object> metadata(Instant at) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("format", query.format().wireName());
        metadata.put("version", "1.0");
        metadata.put("exported_at", at.toString());
        metadata.put("backend", "sqlite");
        metadata.put("total_entities", count("entities"));
        metadata.put("total_relations", count("relations"));
        metadata.put("embedding_model", model);
        metadata.put("include_embeddings", vectors);
        metadata.put("include_history", history);
        if (query.target() != null) {
            metadata.put("migration", MigrationTarget.of(query.target().toLowerCase(Locale.ROOT)));
        }
        return metadata;
    }

    private long count(String table) {
        return tx.count(
                "select count(*) from " + table + " where " + seen
                        + (table.equals("relations") && !history ? " and retracted_at is null" : ""),
                seenValues);
    }

    private List<Row> page(dev.caxton.engine.store.Table table, long after) {
        Object[] values = new Object[seenValues.length + 2];
        System.arraycopy(seenValues, 0, values, 0, seenValues.length);
        values[seenValues.length] = after;
        values[seenValues.length + 1] = PAGE;
        return tx.select(table, "where " + seen + " and rid > ? order by rid limit ?", values);
    }

    private static long last(List<Row> page) {
        return page.getLast().rid();
    }

    private void entity(TransferWriter writer, Row row) throws IOException {
        String entityId = row.text("entity_id");
        List<Fact> facts = new ArrayList<>();
        long text = 0;
        boolean continued = false;
        for (long rid : observationRids(entityId)) {
            Row observation = tx.find(OBSERVATIONS, "where rid = ?", rid).orElseThrow();
            String content = observation.text("content");
            boolean full = facts.size() == FACTS || text + content.length() > TEXT;
            if (full && !facts.isEmpty() && query.format() != TransferFormat.SERVER_MEMORY) {
                writer.write(entity(row, facts, continued));
                continued = true;
                facts.clear();
                text = 0;
            }
            facts.add(fact(observation));
            text += content.length();
        }
        writer.write(entity(row, facts, continued));
    }

    private List<Long> observationRids(String entityId) {
        return tx.query(
                "select rid from observations where entity_id = ?" + (history ? "" : " and retracted_at is null")
                        + " order by rid",
                result -> result.getLong(1),
                entityId);
    }

    private TransferRecord.Entity entity(Row row, List<Fact> facts, boolean continued) {
        String entityId = row.text("entity_id");
        return new TransferRecord.Entity(
                entityId,
                row.text("name"),
                row.text("entity_type"),
                row.text("scope"),
                agent(row),
                row.text("metadata"),
                row.integer("created_at"),
                row.integer("updated_at"),
                row.integer("version"),
                row.integer("valid_from"),
                row.integerOrNull("valid_to"),
                continued,
                List.copyOf(facts),
                continued || !history ? List.of() : versions(entityId),
                continued ? null : vector(entityId));
    }

    private @Nullable String agent(Row row) {
        String id = row.textOrNull("agent_id");
        if (id == null) {
            return null;
        }
        return knownSlugs.computeIfAbsent(id, unknown -> {
            String slug = slugs.apply(unknown);
            return slug == null ? unknown : slug;
        });
    }

    private Fact fact(Row row) {
        return new Fact(
                row.text("observation_id"),
                row.text("content"),
                row.text("source"),
                row.textOrNull("author"),
                row.real("confidence"),
                row.integer("created_at"),
                row.integerOrNull("retracted_at"),
                row.integer("valid_from"),
                row.integerOrNull("valid_to"),
                row.textOrNull("replaces"),
                vector(row.text("observation_id")));
    }

    private @Nullable Vector vector(String ownerId) {
        return vectors
                ? tx.find(EMBEDDINGS, "where owner_id = ? and model = ?", ownerId, model)
                        .map(row -> new Vector(
                                model, Embedding.ofBytes(row.blob("vector")).values()))
                        .orElse(null)
                : null;
    }

    private List<Version> versions(String entityId) {
        return tx.select(ENTITY_VERSIONS, "where entity_id = ? order by version", entityId).stream()
                .map(row -> new Version(
                        row.integer("version"),
                        row.text("metadata"),
                        row.integer("valid_from"),
                        row.integerOrNull("valid_to"),
                        row.integer("recorded_at"),
                        row.integer("superseded_at")))
                .toList();
    }

    private void relation(TransferWriter writer, Row row) throws IOException {
        if (!history && row.integerOrNull("retracted_at") != null) {
            return;
        }
        writer.write(new TransferRecord.Relation(
                row.text("relation_id"),
                row.text("from_entity"),
                row.text("to_entity"),
                name(row.text("from_entity")),
                name(row.text("to_entity")),
                row.text("relation_type"),
                row.text("scope"),
                agent(row),
                row.real("strength"),
                row.real("confidence"),
                row.text("metadata"),
                row.integer("created_at"),
                row.integerOrNull("retracted_at"),
                row.integer("valid_from"),
                row.integerOrNull("valid_to"),
                row.textOrNull("replaces")));
    }

    private @Nullable String name(String entityId) {
        return tx
                .query("select name from entities where entity_id = ?", result -> result.getString(1), entityId)
                .stream()
                .findFirst()
                .orElse(null);
    }
}
