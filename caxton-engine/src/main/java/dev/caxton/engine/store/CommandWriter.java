package dev.caxton.engine.store;

import static dev.caxton.engine.store.StoreSchema.APPLIED_OPS;
import static dev.caxton.engine.store.StoreSchema.AUDIT;
import static dev.caxton.engine.store.StoreSchema.CHANGE_LOG;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies groups of commands on the writer's connection, one transaction a group.
 *
 * <p>At first without savepoints, since with one SQLite copies each page aside that a command changes. Where a command fails
 * after it changed something, the group is rolled back and applied again with a savepoint for each command.
 *
 * <p>After {@link #apply} every command of the group is decided, and those that succeeded are on disk. One thread only.
 */
final class CommandWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandWriter.class);

    /** What became of a group. */
    private enum Outcome {
        /** Each command succeeded or failed. */
        DECIDED,
        /** A command failed after it changed something, and all were undone with it. */
        WANTS_SAVEPOINTS,
        /** SQLite undid the whole group, so that its commands are to be tried one by one. */
        UNDONE
    }

    private final SqliteConnections connections;
    private final WriteGate gate;
    private final Map<Table, RowListener> listeners;
    private final GroupEnd groupEnd;
    private final Checkpoints checkpoints;
    private StatementCache statements;
    private WriteSession session;

    CommandWriter(
            SqliteConnections connections,
            StatementCache statements,
            WriteGate gate,
            Map<Table, RowListener> listeners,
            GroupEnd groupEnd) {
        this.connections = connections;
        this.gate = gate;
        this.listeners = listeners;
        this.groupEnd = groupEnd;
        this.checkpoints = new Checkpoints(connections);
        this.statements = statements;
        this.session = new WriteSession(statements, connections.file(), listeners);
    }

    void apply(List<PendingCommand<?>> group) {
        Outcome outcome = applyTogether(group, false);
        if (outcome == Outcome.WANTS_SAVEPOINTS) {
            group.forEach(PendingCommand::again);
            outcome = applyTogether(group, true);
        }
        if (outcome == Outcome.UNDONE) {
            for (PendingCommand<?> pending : group) {
                pending.again();
                Outcome unused = applyTogether(List.of(pending), true);
            }
        }
    }

    /** Tells the listeners of changed rows, each once. */
    void tellListeners(List<RowChange> changes) {
        Map<RowListener, List<RowChange>> told = new LinkedHashMap<>();
        for (RowChange change : changes) {
            RowListener listener = listeners.get(change.table());
            if (listener != null) {
                told.computeIfAbsent(listener, unused -> new ArrayList<>()).add(change);
            }
        }
        told.forEach(RowListener::changed);
    }

    /** Closes the connection, opens it anew and has SQLite check the file. */
    void reopen() throws SQLException {
        statements.close();
        statements = new StatementCache(connections.openWriter());
        session = new WriteSession(statements, connections.file(), listeners);
        session.open();
        try {
            List<String> findings = session.query("pragma quick_check(1)", result -> result.getString(1));
            if (!findings.equals(List.of("ok"))) {
                throw CaxtonException.of(
                        ProblemType.DATA_CORRUPTED,
                        "Database " + connections.file().getFileName() + " is damaged: " + String.join("; ", findings),
                        "Repair it or restore a backup; it stays in safe mode until then.");
            }
        } finally {
            session.close();
        }
    }

    /** Does work outside of any transaction. A failure that is final for the file enters safe mode. */
    void maintain(Maintenance work) throws SQLException {
        gate.requireOpen();
        try (Statement statement = statements.connection().createStatement()) {
            statement.execute(work.sql());
        } catch (SQLException e) {
            statements.clearAfter(e);
            throw failed(e);
        }
    }

    /** Lets the log be moved into the file where it has grown; between groups. */
    void tendLog() {
        checkpoints.afterGroup(statements);
    }

    /** Does a part of what {@link GroupEnd} has left; false where there is none, or it failed. */
    boolean catchUp() {
        if (gate.reason() != null || !groupEnd.isBehind()) {
            return false;
        }
        try {
            statements.run("begin immediate");
            endGroup(groupEnd::catchUp);
            statements.run("commit");
            return true;
        } catch (SQLException e) {
            LOG.atWarn()
                    .addKeyValue("file", connections.file())
                    .setCause(e)
                    .log("Derived tables could not follow; it is tried again after the next change");
            Outcome unused = undo(List.of(), e);
            return false;
        }
    }

    /** Moves the log into the file and cuts it to nothing; waits a while for readers of older snapshots. */
    void truncateLog() throws SQLException {
        checkpoints.lock().lock();
        session.open();
        try {
            long busy = session.count("pragma wal_checkpoint(truncate)");
            if (busy != 0) {
                throw CaxtonException.of(
                        ProblemType.TIMEOUT,
                        "The log of " + connections.file().getFileName() + " is being read, expected an idle moment",
                        "Try again in a moment.");
            }
        } finally {
            session.close();
            checkpoints.lock().unlock();
        }
    }

    /** Writes the file anew, without gaps, on a connection of its own: SQLite wants one on which no statement is open. */
    void vacuum() throws SQLException {
        gate.requireOpen();
        checkpoints.lock().lock();
        try (Connection own = connections.openWriter();
                Statement statement = own.createStatement()) {
            statement.execute("vacuum");
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            checkpoints.lock().unlock();
        }
    }

    /** What a caller is told; a failure that is final for the file enters safe mode first. */
    private CaxtonException failed(SQLException e) {
        CaxtonException told = SqliteErrors.translate(e, connections.file());
        if (SqliteErrors.isFatal(e)) {
            gate.closeByItself(told.problem().detail());
        }
        return told;
    }

    @Override
    public void close() throws SQLException {
        checkpoints.close(); // before the last connection, which moves what is left
        statements.close();
    }

    private Outcome applyTogether(List<PendingCommand<?>> group, boolean savepoints) {
        if (gate.reason() != null) {
            group.forEach(pending -> pending.failed(gate.refusal()));
            return Outcome.DECIDED;
        }
        try {
            statements.run("begin immediate");
            session.defer(!savepoints);
            for (PendingCommand<?> pending : group) {
                if (savepoints) {
                    applyInSavepoint(pending);
                } else if (!applyBare(pending)) {
                    undoAll();
                    return Outcome.WANTS_SAVEPOINTS;
                }
            }
            session.writeDeferred();
            endGroup(groupEnd::apply);
            statements.run("commit");
            return Outcome.DECIDED;
        } catch (SQLException e) {
            return savepoints || !SqliteErrors.isConstraint(e) ? undo(group, e) : undoForSavepoints(group, e);
        } finally {
            session.defer(false);
            session.close();
        }
    }

    private void endGroup(Consumer<WriteTransaction> work) throws SQLException {
        session.begin();
        try {
            work.accept(session);
        } catch (RuntimeException e) {
            SQLException doom = session.doom();
            throw doom == null ? new SQLException("derived tables could not follow", e) : doom;
        } finally {
            session.close();
        }
    }

    /** False where the command failed and left changes behind. A refusal, which mostly comes before the first change, does not. */
    private boolean applyBare(PendingCommand<?> pending) throws SQLException {
        session.begin();
        boolean clean = true;
        try {
            pending.succeeded(applyOnce(pending), session.heard());
        } catch (CaxtonException e) {
            clean = !session.hasChanged();
            pending.failed(e);
        } catch (RuntimeException | Error e) {
            clean = false; // told when it happens again
        } finally {
            session.close();
        }
        SQLException doom = session.doom();
        if (doom != null && (SqliteErrors.isFatal(doom) || SqliteErrors.isFull(doom))) {
            throw doom;
        }
        return clean && doom == null;
    }

    private void applyInSavepoint(PendingCommand<?> pending) throws SQLException {
        statements.run("savepoint command");
        session.begin();
        Map<String, Long> mark = session.mark();
        try {
            Applied applied = applyOnce(pending);
            pending.succeeded(applied, session.heard());
            session.close();
            if (session.doom() != null) {
                throw SqliteErrors.translate(session.doom(), connections.file());
            }
        } catch (RuntimeException | Error e) {
            session.close();
            pending.failed(e instanceof CaxtonException refusal ? refusal : defect(pending, e));
            SQLException doom = session.doom();
            if (doom != null && (SqliteErrors.isFatal(doom) || SqliteErrors.isFull(doom))) {
                throw doom;
            }
            undoCommand(doom);
            session.rolledBackTo(mark);
        }
        statements.run("release command");
    }

    private void undoCommand(@Nullable SQLException doom) throws SQLException {
        try {
            statements.run("rollback to command");
        } catch (SQLException e) {
            // SQLite may have rolled back the whole transaction; then there is no such savepoint any more.
            throw doom == null ? e : doom;
        }
    }

    private Applied applyOnce(PendingCommand<?> pending) {
        Operation operation = pending.operation();
        Command command = pending.command();
        if (!operation.unseen()) {
            Optional<Row> known = session.find(APPLIED_OPS, "where op_id = ?", operation.id());
            if (known.isPresent()) {
                return repeated(known.get(), operation, command);
            }
        }
        String outcome = pending.apply(session);
        long at = operation.at().toEpochMilli();
        byte[] hash = session.changesHash();
        session.append(APPLIED_OPS, operation.id(), command.kind(), command.subject(), at, outcome);
        session.append(CHANGE_LOG, operation.id(), command.kind(), command.subject(), hash, at);
        session.append(
                AUDIT,
                operation.id(),
                at,
                operation.actor(),
                command.kind(),
                command.subject(),
                command.auditOutcome());
        return new Applied(outcome, false);
    }

    /** What the caller is told when an applier fails in a way it should not. */
    static CaxtonException defect(PendingCommand<?> pending, Throwable cause) {
        LOG.atError()
                .addKeyValue("kind", pending.command().kind())
                .addKeyValue("op_id", pending.operation().id())
                .setCause(cause)
                .log("Command failed unexpectedly");
        return CaxtonException.of(
                Problem.of(
                        ProblemType.INTERNAL_ERROR,
                        "Command " + pending.command().kind() + " failed: "
                                + cause.getClass().getSimpleName(),
                        null),
                cause);
    }

    private static Applied repeated(Row known, Operation operation, Command command) {
        String kind = known.text("kind");
        String subject = known.text("subject");
        if (!kind.equals(command.kind()) || !subject.equals(command.subject())) {
            throw CaxtonException.of(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "Operation id '" + operation.id() + "' was used for " + kind + ", now for " + command.kind()
                            + (kind.equals(command.kind()) ? " of something else" : ""),
                    "Use a new id for a new request, and the old id only to repeat the same request.");
        }
        return new Applied(known.textOrNull("outcome"), true);
    }

    private void undoAll() throws SQLException {
        session.rolledBack();
        groupEnd.rolledBack();
        try {
            statements.run("rollback");
        } catch (SQLException e) {
            // "no transaction is active" is the plain error, and what was wanted.
            if (!SqliteErrors.isPlainError(e)) {
                throw e;
            }
        }
    }

    /** A row that waited violates a constraint; whose it was is seen when each is inserted at once. */
    private Outcome undoForSavepoints(List<PendingCommand<?>> group, SQLException cause) {
        try {
            undoAll();
            return Outcome.WANTS_SAVEPOINTS;
        } catch (SQLException e) {
            e.addSuppressed(cause);
            return undo(group, e);
        }
    }

    private Outcome undo(List<PendingCommand<?>> group, SQLException cause) {
        SQLException fatal = SqliteErrors.isFatal(cause) ? cause : null;
        try {
            undoAll();
        } catch (SQLException e) {
            fatal = fatal == null ? e : fatal;
        }
        if (fatal != null) {
            SQLException reason = fatal;
            LOG.atError()
                    .addKeyValue("file", connections.file())
                    .addKeyValue("commands", group.size())
                    .setCause(fatal)
                    .log("Write failed for good; entering safe mode");
            gate.closeByItself(
                    SqliteErrors.translate(reason, connections.file()).problem().detail());
            group.forEach(pending -> pending.failed(SqliteErrors.translate(reason, connections.file())));
            return Outcome.DECIDED;
        }
        if (group.size() > 1) {
            return Outcome.UNDONE;
        }
        group.forEach(pending -> pending.failed(SqliteErrors.translate(cause, connections.file())));
        return Outcome.DECIDED;
    }
}
