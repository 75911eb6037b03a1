package dev.caxton.engine.store;

import dev.caxton.api.CaxtonException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A command on its way: waiting, applied or failed, then answered. Written by the writer thread only. */
final class PendingCommand<C extends Command> implements QueueEntry {

    private final Operation operation;
    private final C command;
    private final Applier<C> applier;
    private final CompletableFuture<Applied> answer = new CompletableFuture<>();
    private @Nullable Applied applied;
    private @Nullable CaxtonException failure;
    private List<RowChange> changes = List.of();

    PendingCommand(Operation operation, C command, Applier<C> applier) {
        this.operation = operation;
        this.command = command;
        this.applier = applier;
    }

    Operation operation() {
        return operation;
    }

    Command command() {
        return command;
    }

    CompletableFuture<Applied> answer() {
        return answer;
    }

    @Nullable
    String apply(WriteTransaction tx) {
        return applier.apply(command, operation, tx);
    }

    void succeeded(Applied result, List<RowChange> changed) {
        applied = result;
        changes = changed;
        failure = null;
    }

    void failed(CaxtonException why) {
        failure = why;
        applied = null;
        changes = List.of();
    }

    /** As if it had never been tried. */
    void again() {
        failure = null;
        applied = null;
        changes = List.of();
    }

    /** The changed rows that somebody listens for; none where the command failed. */
    List<RowChange> changes() {
        return changes;
    }

    /** Tells the applier, if something changed. */
    void committed() {
        if (applied != null && !applied.repeated()) {
            applier.committed(command, applied.outcome());
        }
    }

    void answerCaller() {
        if (failure != null) {
            answer.completeExceptionally(failure);
        } else {
            answer.complete(applied);
        }
    }
}
