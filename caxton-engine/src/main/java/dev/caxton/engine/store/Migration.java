package dev.caxton.engine.store;

import org.jspecify.annotations.Nullable;

/**
 * One step of a schema, forward only.
 *
 * <p>The SQL creates tables and indexes. It must never change existing rows of a {@link Table}: SQL cannot compute
 * their checksums, so such rows would count as damaged. Rows are moved to a new layout by the {@link RowRewrite}.
 *
 * @param number from 1 without gaps within a file; 1 is the store's own
 * @param name in snake_case, such as {@code create_graph}
 * @param resource SQL on the class path, such as {@code dev/caxton/engine/memory/schema/V002__create_graph.sql}; never
 *     changed once released
 * @param rewrite moves rows; null where there are none to move
 */
public record Migration(
        int number, String name, String resource, @Nullable RowRewrite rewrite) {

    public Migration {
        Table.requireIdentifier(name);
        if (number < 1) {
            throw new IllegalArgumentException("migration " + name + " has number " + number + ", expected 1 or more");
        }
    }

    /** A step of SQL alone. */
    public Migration(int number, String name, String resource) {
        this(number, name, resource, null);
    }
}
