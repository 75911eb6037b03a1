package dev.caxton.engine.memory;

import dev.caxton.engine.memory.upkeep.Orphans;
import dev.caxton.engine.memory.upkeep.RemoveOrphans;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Table;
import dev.caxton.engine.store.WriteTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Applies {@link RemoveOrphans}. The rows are looked for anew, so what found an owner meanwhile stays. The outcome is how
 * many rows were removed, followed by the ids of entities among them.
 */
final class RemoveOrphansApplier implements Applier<RemoveOrphans> {

    private final MemoryIndex index;

    RemoveOrphansApplier(MemoryIndex index) {
        this.index = index;
    }

    @Override
    public String apply(RemoveOrphans command, Operation operation, WriteTransaction tx) {
        Orphans orphans = command.orphans();
        List<Long> rids = tx.query(
                orphans.sql(), result -> result.getLong(1), command.before().toEpochMilli(), command.limit());
        List<String> outcome = new ArrayList<>();
        outcome.add(String.valueOf(rids.size()));
        Table table = table(orphans.table());
        for (long rid : rids) {
            switch (orphans) {
                case EMPTY_ENTITIES -> outcome.addAll(deleteEntity(tx, rid));
                case OBSERVATIONS -> {
                    removeWords(tx, rid);
                    ObservationUses.deleteOfRow(tx, rid);
                    tx.delete(table, rid);
                }
                default -> tx.delete(table, rid);
            }
        }
        return String.join(" ", outcome);
    }

    @Override
    public void committed(RemoveOrphans command, @Nullable String outcome) {
        List<String> words = List.of(Objects.requireNonNullElse(outcome, "0").split(" "));
        words.subList(1, words.size()).forEach(index::remove);
    }

    private static List<String> deleteEntity(WriteTransaction tx, long rid) {
        List<String> ids = tx.query("select entity_id from entities where rid = ?", result -> result.getString(1), rid);
        ids.forEach(id -> GraphWrites.deleteEntity(tx, id));
        return ids;
    }

    private static void removeWords(WriteTransaction tx, long rid) {
        tx.query(
                        "select content from observations where rid = ? and retracted_at is null",
                        result -> result.getString(1),
                        rid)
                .forEach(content -> TextTable.removeObservation(tx, rid, content));
    }

    private static Table table(String name) {
        return MemorySchema.TABLES.stream()
                .filter(named(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table " + name));
    }

    private static Predicate<Table> named(String name) {
        return table -> table.name().equals(name);
    }
}
