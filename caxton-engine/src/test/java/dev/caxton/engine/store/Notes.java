package dev.caxton.engine.store;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A small feature on top of the store, for tests. */
final class Notes {

    static final Table TABLE = Table.of(
            "notes",
            1,
            Column.text("name"),
            Column.integer("count"),
            Column.realOrNull("weight"),
            Column.blobOrNull("body"),
            Column.textOrNull("remark"));

    static final Migration MIGRATION =
            new Migration(2, "create_notes", "dev/caxton/engine/store/schema/V002__create_notes.sql");

    static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private Notes() {}

    /** Adds a note. */
    record Add(
            String name,
            long count,
            @Nullable Double weight,
            byte @Nullable [] body,
            @Nullable String remark) implements Command {

        Add(String name) {
            this(name, 0, null, null, null);
        }

        @Override
        public String kind() {
            return "add_note";
        }

        @Override
        public String subject() {
            return name;
        }
    }

    /** Adds one to a note's count. */
    record Increment(String name) implements Command {
        @Override
        public String kind() {
            return "increment_note";
        }

        @Override
        public String subject() {
            return name;
        }
    }

    /** Changes the table, then does something else: fails, mostly. */
    record Meddle(String name, Consumer<WriteTransaction> work) implements Command {
        @Override
        public String kind() {
            return "meddle";
        }

        @Override
        public String subject() {
            return name;
        }
    }

    /** Removes a note. */
    record Remove(String name) implements Command {
        @Override
        public String kind() {
            return "remove_note";
        }

        @Override
        public String subject() {
            return name;
        }
    }

    /** Records what its hook was told, and can make the hook fail. */
    static final class AddApplier implements Applier<Add> {
        final List<String> committed = Collections.synchronizedList(new ArrayList<>());
        volatile Consumer<Add> hook = add -> {};

        @Override
        public String apply(Add add, Operation operation, WriteTransaction tx) {
            return "rid " + tx.insert(TABLE, add.name(), add.count(), add.weight(), add.body(), add.remark());
        }

        @Override
        public void committed(Add add, @Nullable String outcome) {
            committed.add(add.name() + " " + outcome);
            hook.accept(add);
        }
    }

    static DatabaseOptions options(Path file) {
        return options(file, new AddApplier());
    }

    static DatabaseOptions options(Path file, AddApplier adding) {
        return DatabaseOptions.of(file, Clock.systemUTC())
                .withSchema(List.of(MIGRATION), List.of(TABLE))
                .withApplier(Add.class, adding)
                .withApplier(Increment.class, Notes::increment)
                .withApplier(Remove.class, Notes::remove)
                .withApplier(Meddle.class, Notes::meddle);
    }

    static Operation operation() {
        return operation(UUID.randomUUID().toString());
    }

    static Operation operation(String id) {
        return new Operation(id, "tester", NOW);
    }

    static List<String> names(Database database) {
        return database.read(tx -> tx.select(TABLE, "order by rid").stream()
                .map(row -> row.text("name"))
                .toList());
    }

    static long count(Database database, String sql) {
        return database.read(tx -> tx.count(sql));
    }

    static List<String> texts(Database database, String sql) {
        return database.read(tx -> tx.query(sql, result -> result.getString(1)));
    }

    private static String increment(Increment command, Operation operation, WriteTransaction tx) {
        Row row = tx.find(TABLE, "where name = ?", command.name()).orElseThrow();
        long next = row.integer("count") + 1;
        tx.update(
                TABLE,
                row.rid(),
                command.name(),
                next,
                row.realOrNull("weight"),
                row.blobOrNull("body"),
                row.textOrNull("remark"));
        return String.valueOf(next);
    }

    private static @Nullable String remove(Remove command, Operation operation, WriteTransaction tx) {
        Row row = tx.find(TABLE, "where name = ?", command.name())
                .orElseThrow(() -> CaxtonException.of(ProblemType.NOT_FOUND, "no note " + command.name(), "none"));
        tx.delete(TABLE, row.rid());
        return null;
    }

    private static @Nullable String meddle(Meddle command, Operation operation, WriteTransaction tx) {
        tx.insert(TABLE, command.name(), 0, null, null, null);
        command.work().accept(tx);
        return null;
    }
}
