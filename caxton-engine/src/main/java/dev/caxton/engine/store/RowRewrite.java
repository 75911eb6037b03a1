package dev.caxton.engine.store;

/**
 * The Java part of a {@link Migration}: copies rows into a new layout, checksums included.
 *
 * <p>Runs after the migration's SQL, in its transaction: read with the old {@link Table}, insert with the new one, then
 * drop the old table with {@link WriteTransaction#execute}.
 */
@FunctionalInterface
public interface RowRewrite {

    void rewrite(WriteTransaction tx);
}
