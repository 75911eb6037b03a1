package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;
import static dev.caxton.engine.memory.MemorySchema.ENTITY_VERSIONS;

import dev.caxton.api.memory.EntityHistory;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of an entity: the present one in its row, those before it beside. */
final class EntityVersions {

    private EntityVersions() {}

    /** Closes the present version and opens the next. */
    static void next(
            WriteTransaction tx,
            Row present,
            String metadata,
            long validFrom,
            @Nullable Long validTo,
            Operation operation) {
        long recordedAt = present.integer("updated_at");
        long now = Math.max(operation.at().toEpochMilli(), recordedAt);
        tx.insert(
                ENTITY_VERSIONS,
                present.text("entity_id"),
                present.integer("version"),
                present.text("metadata"),
                present.integer("valid_from"),
                present.integerOrNull("valid_to"),
                recordedAt,
                now);
        tx.update(
                ENTITIES,
                present.rid(),
                present.text("entity_id"),
                present.text("name"),
                present.text("entity_type"),
                present.text("scope"),
                present.textOrNull("agent_id"),
                metadata,
                present.integer("version") + 1,
                present.integer("created_at"),
                now,
                validFrom,
                validTo);
    }

    /** All versions, the first one first. */
    static List<EntityHistory.Version> all(ReadTransaction tx, Row present) {
        List<EntityHistory.Version> versions = new ArrayList<>();
        for (Row row : tx.select(ENTITY_VERSIONS, "where entity_id = ? order by version", present.text("entity_id"))) {
            versions.add(version(row, row.integer("recorded_at"), row.integer("superseded_at")));
        }
        versions.add(present(present));
        return versions;
    }

    /** The present version alone. */
    static EntityHistory.Version present(Row present) {
        return version(present, present.integer("updated_at"), null);
    }

    private static EntityHistory.Version version(Row row, long recordedAt, @Nullable Long supersededAt) {
        return new EntityHistory.Version(
                row.integer("version"),
                GraphReads.object(row.text("metadata")),
                Instant.ofEpochMilli(row.integer("valid_from")),
                GraphReads.instantOrNull(row.integerOrNull("valid_to")),
                Instant.ofEpochMilli(recordedAt),
                GraphReads.instantOrNull(supersededAt));
    }
}
