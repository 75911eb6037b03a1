package dev.caxton.engine.memory.upkeep;

import dev.caxton.api.memory.MemoryCheck;
import dev.caxton.api.memory.MemoryCheck.Item;
import dev.caxton.api.memory.MemoryCheckLevel;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.store.DamagedRow;
import dev.caxton.engine.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks whether the memory is whole. Reads only. */
final class MemoryChecks {

    private static final int NAMED = 10;

    private final Database database;
    private final Supplier<MemoryStatus> status;

    MemoryChecks(Database database, Supplier<MemoryStatus> status) {
        this.database = database;
        this.status = status;
    }

    /**
     * Checks.
     *
     * @param agentId only rows of this agent's own entities; null for all
     */
    MemoryCheck run(MemoryCheckLevel level, @Nullable String agentId) {
        List<Item> items = new ArrayList<>(health());
        if (level == MemoryCheckLevel.QUICK || level == MemoryCheckLevel.FULL) {
            items.add(file(level == MemoryCheckLevel.FULL));
        }
        if (level == MemoryCheckLevel.FULL) {
            items.add(rows());
        }
        if (level == MemoryCheckLevel.CONSISTENCY || level == MemoryCheckLevel.FULL) {
            items.addAll(agentId == null ? consistency() : consistencyOf(agentId));
        }
        return new MemoryCheck(level, items.stream().allMatch(Item::passed), items);
    }

    private List<Item> health() {
        MemoryStatus now = status.get();
        boolean serves = now.sqliteStatus().equals("ok");
        boolean loaded = now.modelState() == ModelState.LOADED;
        boolean none = now.embeddingDimensions() == 0;
        return List.of(
                new Item("database", serves, serves ? "answers and takes writes" : now.sqliteStatus()),
                new Item(
                        "embedding_model",
                        loaded || none,
                        loaded
                                ? now.embeddingModel()
                                : none
                                        ? "none, searches go by words"
                                        : now.embeddingModel() + " is " + now.modelState()),
                new Item(
                        "vectors",
                        // Being made by itself, and until then words find the texts: nothing is wrong.
                        true,
                        now.vectors() + " can be searched, " + now.vectorsMissing() + " are being made"));
    }

    private Item file(boolean full) {
        String name = full ? "sqlite_integrity_check" : "sqlite_quick_check";
        List<String> findings = database.findings(full);
        return new Item(name, findings.isEmpty(), findings.isEmpty() ? "ok" : String.join("; ", findings));
    }

    private Item rows() {
        List<DamagedRow> damaged = database.verifyRows();
        String named = damaged.stream()
                .limit(NAMED)
                .map(row -> row.table() + " row " + row.rid())
                .collect(Collectors.joining(", "));
        return new Item(
                "row_checksums",
                damaged.isEmpty(),
                damaged.isEmpty() ? "every row fits its checksum" : damaged.size() + " do not fit: " + named);
    }

    private List<Item> consistency() {
        List<Item> items = new ArrayList<>();
        for (Orphans orphans : Orphans.values()) {
            if (!orphans.aggressive()) {
                long rows = database.read(tx -> tx.count(orphans.countSql(), Long.MAX_VALUE, Long.MAX_VALUE));
                items.add(new Item(orphans.kind(), rows == 0, rows + " rows"));
            }
        }
        return items;
    }

    private List<Item> consistencyOf(String agentId) {
        long entities = database.read(
                tx -> tx.count("select count(*) from entities where scope = 'agent' and agent_id = ?", agentId));
        long dangling = database.read(tx -> tx.count("""
            select count(*) from relations r where r.scope = 'agent' and r.agent_id = ? and (
              not exists (select 1 from entities e where e.entity_id = r.from_entity)
              or not exists (select 1 from entities e where e.entity_id = r.to_entity))\
            """, agentId));
        return List.of(
                new Item("entities", true, entities + " rows"),
                new Item("orphaned_relations", dangling == 0, dangling + " rows"));
    }
}
