package dev.caxton.engine.store;

import static dev.caxton.engine.store.StoreSchema.SCHEMA_MIGRATIONS;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a file's schema up to date: numbered steps, forward only, each in its own transaction.
 *
 * <p>A file that already holds data is copied first ({@code <file>.before-v<number>.<epoch seconds>}). A step that was
 * applied with another content, and a file with steps that this version does not know, are refused untouched.
 */
final class SchemaMigrations {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrations.class);

    private static final String CREATE_TABLE = "create table schema_migrations (rid integer primary key,"
            + " number integer not null, name text not null, sha256 text not null, at integer not null,"
            + " crc integer not null)";

    private final List<Migration> known;
    private final Clock clock;
    private final Path file;

    SchemaMigrations(List<Migration> migrations, Clock clock, Path file) {
        known = numbered(migrations);
        this.clock = clock;
        this.file = file;
    }

    /** Applies what is missing, on the writer's connection. */
    void apply(StatementCache statements) throws SQLException {
        WriteSession session = new WriteSession(statements, file, Map.of());
        Map<Integer, Row> applied = applied(session);
        for (Row row : applied.values()) {
            requireKnown(row);
        }
        List<Migration> missing = known.stream()
                .filter(migration -> !applied.containsKey(migration.number()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        if (!applied.isEmpty()) {
            backUp(missing.getFirst().number());
        }
        for (Migration migration : missing) {
            apply(migration, statements, session);
        }
    }

    private Map<Integer, Row> applied(WriteSession session) {
        Map<Integer, Row> applied = new TreeMap<>();
        session.begin();
        try {
            if (session.count("select count(*) from sqlite_master where name = ?", SCHEMA_MIGRATIONS.name()) > 0) {
                for (Row row : session.select(SCHEMA_MIGRATIONS, "order by number")) {
                    applied.put((int) row.integer("number"), row);
                }
            }
        } finally {
            session.close();
        }
        return applied;
    }

    private void requireKnown(Row row) {
        long number = row.integer("number");
        if (number > known.size()) {
            throw CaxtonException.of(
                    ProblemType.DATA_DIRECTORY_NEWER,
                    "Database " + file + " has schema " + number + ", this version knows schemas up to " + known.size(),
                    "Start the newer version again, or go back to the copy that it made before it changed the file, "
                            + file.getFileName() + ".before-v" + (known.size() + 1)
                            + ".*, or restore a backup that this version made.");
        }
        Migration migration = known.get((int) number - 1);
        if (!row.text("sha256").equals(sha256(content(migration)))) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "Database " + file + ": migration " + number + " '" + row.text("name")
                            + "' was applied with another content than this version has",
                    "Use the version that created the file; a released migration must never change.");
        }
    }

    private void backUp(int number) {
        Path copy = file.resolveSibling(file.getFileName() + ".before-v" + number + "."
                + clock.instant().getEpochSecond());
        OnlineBackup.copy(file, copy);
        LOG.atInfo().addKeyValue("copy", copy).log("Copied the database before migrating it");
    }

    private void apply(Migration migration, StatementCache statements, WriteSession session) throws SQLException {
        byte[] content = content(migration);
        statements.run("begin immediate");
        try (Statement script = statements.connection().createStatement()) {
            if (migration.number() == 1) {
                script.executeUpdate(CREATE_TABLE);
            }
            script.executeUpdate(new String(content, StandardCharsets.UTF_8));
            session.begin();
            RowRewrite rewrite = migration.rewrite();
            if (rewrite != null) {
                rewrite.rewrite(session);
            }
            session.insertAt(
                    SCHEMA_MIGRATIONS,
                    migration.number(),
                    migration.number(),
                    migration.name(),
                    sha256(content),
                    clock.millis());
            session.close();
            statements.run("commit");
        } catch (SQLException | RuntimeException e) {
            session.close();
            statements.run("rollback");
            throw e;
        }
        if (migration.number() > 1) {
            LOG.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("migration", migration.number() + " " + migration.name())
                    .log("Migrated the database");
        }
    }

    private static List<Migration> numbered(List<Migration> migrations) {
        List<Migration> sorted = new ArrayList<>(migrations);
        if (!sorted.contains(StoreSchema.MIGRATION)) {
            sorted.add(StoreSchema.MIGRATION);
        }
        sorted.sort((a, b) -> Integer.compare(a.number(), b.number()));
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.get(i).number() != i + 1) {
                throw new IllegalArgumentException("migrations have numbers "
                        + sorted.stream().map(Migration::number).toList() + ", expected 1 to " + sorted.size());
            }
        }
        return sorted;
    }

    private static byte[] content(Migration migration) {
        try (InputStream in = SchemaMigrations.class.getClassLoader().getResourceAsStream(migration.resource())) {
            if (in == null) {
                throw new FileNotFoundException("no resource " + migration.resource());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("migration " + migration.name() + " cannot be read", e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
