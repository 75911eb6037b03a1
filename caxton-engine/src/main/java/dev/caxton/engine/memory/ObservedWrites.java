package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.ENTITIES;

import dev.caxton.engine.memory.VectorChange.Added;
import dev.caxton.engine.memory.VectorChange.Regrouped;
import dev.caxton.engine.memory.VectorChange.Removed;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.RowMapper;
import dev.caxton.engine.store.Table;
import dev.caxton.engine.store.WriteTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that notes what happens to vectors, so that no command needs to know that there is an index.
 *
 * <p>Runs on the writer thread only.
 */
final class ObservedWrites implements WriteTransaction {

    private static final int OWNER_ID = place(EMBEDDINGS, "owner_id");
    private static final int OWNER_ENTITY = place(EMBEDDINGS, "entity_id");
    private static final int MODEL = place(EMBEDDINGS, "model");
    private static final int VECTOR = place(EMBEDDINGS, "vector");
    private static final int ENTITY_ID = place(ENTITIES, "entity_id");
    private static final int TYPE = place(ENTITIES, "entity_type");
    private static final int SCOPE = place(ENTITIES, "scope");
    private static final int AGENT = place(ENTITIES, "agent_id");

    private final WriteTransaction tx;
    private final List<VectorChange> changes = new ArrayList<>();
    private final Map<String, EntityGroup> known = new HashMap<>();

    ObservedWrites(WriteTransaction tx) {
        this.tx = tx;
    }

    private static int place(Table table, String column) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("table " + table.name() + " has no column " + column);
    }

    List<VectorChange> changes() {
        return List.copyOf(changes);
    }

    @Override
    public long insert(Table table, @Nullable Object... values) {
        long rid = tx.insert(table, values);
        inserted(table, rid, values);
        return rid;
    }

    @Override
    public void insertAt(Table table, long rid, @Nullable Object... values) {
        tx.insertAt(table, rid, values);
        inserted(table, rid, values);
    }

    private void inserted(Table table, long rid, @Nullable Object... values) {
        if (table.equals(ENTITIES)) {
            known.put(text(values, ENTITY_ID), group(values));
        } else if (table.equals(EMBEDDINGS)) {
            String entityId = text(values, OWNER_ENTITY);
            EntityGroup group = known.computeIfAbsent(entityId, id -> groupOf(tx, id));
            changes.add(new Added(
                    text(values, MODEL),
                    new IndexedVector(
                            rid,
                            text(values, OWNER_ID),
                            entityId,
                            group,
                            Embedding.ofBytes((byte[]) Objects.requireNonNull(values[VECTOR])))));
        }
    }

    @Override
    public void update(Table table, long rid, @Nullable Object... values) {
        if (table.equals(ENTITIES)) {
            EntityGroup group = group(values);
            List<EntityGroup> before = tx.query(
                    "select entity_type, scope, agent_id from entities where rid = ?",
                    row -> EntityGroup.of(row.getString(1), row.getString(2), row.getString(3)),
                    rid);
            if (!before.equals(List.of(group))) {
                known.put(text(values, ENTITY_ID), group);
                vectorsOf(text(values, ENTITY_ID)).forEach(vector -> changes.add(new Regrouped(vector, group)));
            }
        } else if (table.equals(EMBEDDINGS)) {
            changes.add(new Removed(rid));
        }
        tx.update(table, rid, values);
        if (table.equals(EMBEDDINGS)) {
            inserted(table, rid, values);
        }
    }

    private List<Long> vectorsOf(String entityId) {
        return tx.query("select rid from embeddings where entity_id = ?", row -> row.getLong(1), entityId);
    }

    @Override
    public void delete(Table table, long rid) {
        tx.delete(table, rid);
        if (table.equals(EMBEDDINGS)) {
            changes.add(new Removed(rid));
        }
    }

    @Override
    public int execute(String sql, @Nullable Object... params) {
        return tx.execute(sql, params);
    }

    @Override
    public List<Row> select(Table table, String whereOrderLimit, @Nullable Object... params) {
        return tx.select(table, whereOrderLimit, params);
    }

    @Override
    public Optional<Row> find(Table table, String where, @Nullable Object... params) {
        return tx.find(table, where, params);
    }

    @Override
    public <T extends @Nullable Object> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... params) {
        return tx.query(sql, mapper, params);
    }

    @Override
    public long count(String sql, @Nullable Object... params) {
        return tx.count(sql, params);
    }

    private static EntityGroup group(@Nullable Object... values) {
        return EntityGroup.of(text(values, TYPE), text(values, SCOPE), (String) values[AGENT]);
    }

    private static EntityGroup groupOf(ReadTransaction tx, String entityId) {
        return tx
                .query(
                        "select entity_type, scope, agent_id from entities where entity_id = ?",
                        row -> EntityGroup.of(row.getString(1), row.getString(2), row.getString(3)),
                        entityId)
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("vector of entity " + entityId + " that is not there"));
    }

    private static String text(@Nullable Object[] values, int place) {
        return (String) Objects.requireNonNull(values[place]);
    }
}
