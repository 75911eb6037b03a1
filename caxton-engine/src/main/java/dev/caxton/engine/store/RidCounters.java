package dev.caxton.engine.store;

import java.util.HashMap;
import java.util.Map;

/**
 * The highest rid that each table ever used, as the writer knows it; a table appears here with its first insert.
 *
 * <p>A mark is a copy: a rolled back command goes back to it. Forgetting is always safe, since the tables tell it anew.
 */
final class RidCounters {

    private Map<String, Long> highest = new HashMap<>();

    /** The state to go back to if the command fails. */
    Map<String, Long> mark() {
        return new HashMap<>(highest);
    }

    void restore(Map<String, Long> mark) {
        highest = mark;
    }

    void forget() {
        highest = new HashMap<>();
    }

    /** Notes that a row now has this rid. */
    void used(Table table, long rid) {
        highest.computeIfPresent(table.storedAs(), (name, known) -> Math.max(known, rid));
    }

    /** The highest rid that a table ever had; 0 for none. */
    long highest(Table table, ReadSession session) {
        Long known = highest.get(table.storedAs());
        if (known == null) {
            long inTable = session.count("select max(rid) from " + table.storedAs());
            long deleted = session.find(StoreSchema.HIGHEST_RIDS, "where table_name = ?", table.name())
                    .map(row -> row.integer("highest_rid"))
                    .orElse(0L);
            known = Math.max(inTable, deleted);
            highest.put(table.storedAs(), known);
        }
        return known;
    }
}
