package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.EntitySummary;
import dev.caxton.engine.memory.Owners.Owner;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entities of one scope, page after page, in the order in which they were stored. Thread-safe.
 *
 * @param database where they are
 */
record EntityList(Database database) {

    private static final String PLACE = "scope = ? and coalesce(agent_id, '') = ?";

    Page<EntitySummary> page(Owner owner, PageRequest page) {
        long after = after(page.cursor());
        String scope = owner.scope().wireName();
        String agent = owner.agentId() == null ? "" : owner.agentId();
        return database.read(tx -> {
            List<Row> rows = tx.select(
                    ENTITIES,
                    "where " + PLACE + " and rid > ? order by rid limit ?",
                    scope,
                    agent,
                    after,
                    page.limit() + 1);
            boolean more = rows.size() > page.limit();
            List<Row> shown = more ? rows.subList(0, page.limit()) : rows;
            return new Page<>(
                    shown.stream().map(row -> summary(tx, row)).toList(),
                    tx.count("select count(*) from entities where " + PLACE, scope, agent),
                    more ? Long.toString(shown.getLast().rid()) : null);
        });
    }

    private static long after(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Long.parseUnsignedLong(cursor);
        } catch (NumberFormatException e) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "cursor is '" + MemoryInput.cut(cursor) + "', expected the one that came with the page before",
                    (String) null);
        }
    }

    private static EntitySummary summary(ReadTransaction tx, Row row) {
        String entityId = row.text("entity_id");
        return new EntitySummary(
                entityId,
                row.text("name"),
                row.text("entity_type"),
                tx.count("select count(*) from observations where entity_id = ? and retracted_at is null", entityId),
                GraphReads.scope(row),
                row.textOrNull("agent_id"),
                Instant.ofEpochMilli(row.integer("created_at")),
                Instant.ofEpochMilli(row.integer("updated_at")),
                row.integer("version"));
    }
}
