package dev.caxton.engine.store;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * How to open a {@link Database}. The store's own migration, tables and commands are added by itself.
 *
 * @param file the database file; its directory exists
 * @param runtimeDirectory where the native library is kept; {@code <data_dir>/runtime}
 * @param migrations the schema of the features, from number 2
 * @param appliers by the exact class of the command
 * @param tables the features' tables, for the verification of all rows
 * @param clock dates migrations and the names of their backups
 * @param onSafeMode told the reason when the database enters safe mode by itself; called on the writer thread
 * @param actors names who stands in the audit trail for what a feature hands in under its own name; asked on the thread
 *     that hands it in
 * @param queueCapacity commands that may wait for the writer; the next one is refused; default 4096
 * @param groupLimit commands in one transaction at most; default 256
 * @param readers snapshots that may be read at one time; default 4
 * @param rowListeners who hears of changed rows, by table
 * @param groupEnd what ends each group of commands
 */
public record DatabaseOptions(
        Path file,
        Path runtimeDirectory,
        List<Migration> migrations,
        Map<Class<? extends Command>, Applier<?>> appliers,
        List<Table> tables,
        Clock clock,
        Consumer<String> onSafeMode,
        UnaryOperator<String> actors,
        int queueCapacity,
        int groupLimit,
        int readers,
        Map<Table, RowListener> rowListeners,
        GroupEnd groupEnd) {

    public static final int DEFAULT_QUEUE_CAPACITY = 4096;
    public static final int DEFAULT_GROUP_LIMIT = 256;
    public static final int DEFAULT_READERS = 4;

    public DatabaseOptions {
        requireNonNull(file, "file");
        migrations = List.copyOf(migrations);
        appliers = Map.copyOf(appliers);
        tables = List.copyOf(tables);
        rowListeners = Map.copyOf(rowListeners);
        if (queueCapacity < 1 || groupLimit < 1 || readers < 1) {
            throw new IllegalArgumentException("queue capacity, group limit and readers must be 1 or more");
        }
    }

    /** An empty schema beside which {@code runtime/} lies. */
    public static DatabaseOptions of(Path file, Clock clock) {
        return new DatabaseOptions(
                file,
                file.toAbsolutePath().resolveSibling("runtime"),
                List.of(),
                Map.of(),
                List.of(),
                clock,
                reason -> {},
                UnaryOperator.identity(),
                DEFAULT_QUEUE_CAPACITY,
                DEFAULT_GROUP_LIMIT,
                DEFAULT_READERS,
                Map.of(),
                GroupEnd.NONE);
    }

    /** With the migrations and tables of one more feature. */
    public DatabaseOptions withSchema(List<Migration> moreMigrations, List<Table> moreTables) {
        List<Migration> allMigrations = new ArrayList<>(migrations);
        allMigrations.addAll(moreMigrations);
        List<Table> allTables = new ArrayList<>(tables);
        allTables.addAll(moreTables);
        return new DatabaseOptions(
                file,
                runtimeDirectory,
                allMigrations,
                appliers,
                allTables,
                clock,
                onSafeMode,
                actors,
                queueCapacity,
                groupLimit,
                readers,
                rowListeners,
                groupEnd);
    }

    /** With the applier of one more class of commands. */
    public <C extends Command> DatabaseOptions withApplier(Class<C> type, Applier<C> applier) {
        Map<Class<? extends Command>, Applier<?>> all = new HashMap<>(appliers);
        all.put(type, applier);
        return new DatabaseOptions(
                file,
                runtimeDirectory,
                migrations,
                all,
                tables,
                clock,
                onSafeMode,
                actors,
                queueCapacity,
                groupLimit,
                readers,
                rowListeners,
                groupEnd);
    }

    /** With another place for the native library. */
    public DatabaseOptions withRuntimeDirectory(Path directory) {
        return new DatabaseOptions(
                file,
                directory,
                migrations,
                appliers,
                tables,
                clock,
                onSafeMode,
                actors,
                queueCapacity,
                groupLimit,
                readers,
                rowListeners,
                groupEnd);
    }

    /** With a listener for safe mode. */
    public DatabaseOptions withOnSafeMode(Consumer<String> listener) {
        return new DatabaseOptions(
                file,
                runtimeDirectory,
                migrations,
                appliers,
                tables,
                clock,
                listener,
                actors,
                queueCapacity,
                groupLimit,
                readers,
                rowListeners,
                groupEnd);
    }

    /** With somebody who knows on whose behalf a thread works. */
    public DatabaseOptions withActors(UnaryOperator<String> who) {
        return new DatabaseOptions(
                file,
                runtimeDirectory,
                migrations,
                appliers,
                tables,
                clock,
                onSafeMode,
                who,
                queueCapacity,
                groupLimit,
                readers,
                rowListeners,
                groupEnd);
    }

    /** With another size of the queue and of a group. */
    public DatabaseOptions withLimits(int queue, int group) {
        return new DatabaseOptions(
                file,
                runtimeDirectory,
                migrations,
                appliers,
                tables,
                clock,
                onSafeMode,
                actors,
                queue,
                group,
                readers,
                rowListeners,
                groupEnd);
    }

    /** With a listener for the changed rows of some tables; one table has one listener. */
    public DatabaseOptions withRowListener(List<Table> watched, RowListener listener) {
        Map<Table, RowListener> all = new HashMap<>(rowListeners);
        for (Table table : watched) {
            if (all.put(table, listener) != null) {
                throw new IllegalArgumentException("table " + table.name() + " has a listener already");
            }
        }
        return new DatabaseOptions(
                file,
                runtimeDirectory,
                migrations,
                appliers,
                tables,
                clock,
                onSafeMode,
                actors,
                queueCapacity,
                groupLimit,
                readers,
                all,
                groupEnd);
    }

    /** With work that ends each group of commands. */
    public DatabaseOptions withGroupEnd(GroupEnd end) {
        return new DatabaseOptions(
                file,
                runtimeDirectory,
                migrations,
                appliers,
                tables,
                clock,
                onSafeMode,
                actors,
                queueCapacity,
                groupLimit,
                readers,
                rowListeners,
                end);
    }
}
