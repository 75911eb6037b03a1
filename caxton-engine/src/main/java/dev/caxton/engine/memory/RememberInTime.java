package dev.caxton.engine.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caxton.engine.store.Column;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.RowRewrite;
import dev.caxton.engine.store.StoreSchema;
import dev.caxton.engine.store.Table;
import dev.caxton.engine.store.WriteTransaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves a memory of layout 2 into layout 3: observations and relations learn what they replaced, all texts get into the
 * full-text index, and recorded answers lose the names that they held, so that forgetting need not look there.
 */
final class RememberInTime implements RowRewrite {

    private static final int PAGE = 500;

    private static final Table OBSERVATIONS_BEFORE =
            withoutLast(MemorySchema.OBSERVATIONS, 1).storedAs("observations_layout_1");
    private static final Table RELATIONS_BEFORE =
            withoutLast(MemorySchema.RELATIONS, 1).storedAs("relations_layout_1");

    private static Table withoutLast(Table table, int layout) {
        List<Column> columns = table.columns();
        return Table.of(
                table.name(), layout, columns.subList(0, columns.size() - 1).toArray(Column[]::new));
    }

    private interface RowVisitor {
        void visit(Row row);
    }

    @Override
    public void rewrite(WriteTransaction tx) {
        eachRow(tx, OBSERVATIONS_BEFORE, row -> {
            tx.insertAt(MemorySchema.OBSERVATIONS, row.rid(), extended(row));
            if (row.integerOrNull("retracted_at") == null) {
                TextTable.addObservation(tx, row.rid(), row.text("content"));
            }
        });
        eachRow(tx, RELATIONS_BEFORE, row -> tx.insertAt(MemorySchema.RELATIONS, row.rid(), extended(row)));
        eachRow(
                tx,
                MemorySchema.ENTITIES,
                row -> TextTable.addEntity(tx, row.rid(), row.text("name"), row.text("entity_type")));
        eachRow(tx, StoreSchema.APPLIED_OPS, row -> withoutName(tx, row));
        tx.execute("drop table observations_layout_1");
        tx.execute("drop table relations_layout_1");
    }

    private static @Nullable Object[] extended(Row row) {
        List<@Nullable Object> values = new ArrayList<>(row.values());
        values.add(null);
        return values.toArray();
    }

    /** An answer to a repeated request takes the name from the request. */
    private static void withoutName(WriteTransaction tx, Row row) {
        String outcome = row.textOrNull("outcome");
        boolean ofEntity =
                row.text("kind").equals("create_entity") || row.text("kind").equals("add_observations");
        if (outcome == null || !ofEntity) {
            return;
        }
        JsonNode json = EntityOutcome.read(outcome);
        if (json instanceof ObjectNode object && object.remove("name") != null) {
            tx.update(
                    StoreSchema.APPLIED_OPS,
                    row.rid(),
                    row.text("op_id"),
                    row.text("kind"),
                    row.text("subject"),
                    row.integer("at"),
                    object.toString());
        }
    }

    private static void eachRow(WriteTransaction tx, Table table, RowVisitor visitor) {
        long after = 0;
        while (true) {
            List<Row> page = tx.select(table, "where rid > ? order by rid limit ?", after, PAGE);
            if (page.isEmpty()) {
                return;
            }
            page.forEach(visitor::visit);
            after = page.getLast().rid();
        }
    }
}
