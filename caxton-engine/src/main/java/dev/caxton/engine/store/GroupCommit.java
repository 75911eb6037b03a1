package dev.caxton.engine.store;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer thread: takes what waits, has it applied in one transaction, then tells appliers, listeners and callers.
 *
 * <p>Listeners of rows are told and callers answered on another thread, in the order of the commands, so that neither what
 * listeners keep in memory nor waking callers holds up the next group. Thread-safe.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final CommandWriter writer;
    private final WriteGate gate;
    private final WriteQueue queue;
    private final int groupLimit;
    private final Thread thread;
    private final ExecutorService answers;

    GroupCommit(CommandWriter writer, WriteGate gate, DatabaseOptions options) {
        this.writer = writer;
        this.gate = gate;
        queue = new WriteQueue(options.queueCapacity());
        groupLimit = options.groupLimit();
        String name = "caxton-write-" + options.file().getFileName();
        answers = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name(name + "-answers").factory());
        thread = Thread.ofPlatform().name(name).daemon(true).start(this::run);
    }

    CompletableFuture<Applied> submit(PendingCommand<?> pending) {
        try {
            gate.requireOpen();
        } catch (CaxtonException e) {
            return CompletableFuture.failedFuture(e);
        }
        return switch (queue.offer(pending)) {
            case TAKEN -> pending.answer();
            case FULL ->
                CompletableFuture.failedFuture(CaxtonException.of(
                        ProblemType.TOO_MANY_REQUESTS,
                        "More changes wait to be written than the limit of the queue",
                        "Try again in a moment, with fewer requests at a time."));
            case CLOSED -> CompletableFuture.failedFuture(closed());
        };
    }

    /** Runs work on the writer thread and waits for it. */
    void run(WriterTask task) {
        if (queue.offer(task) == WriteQueue.Offer.CLOSED) {
            throw closed();
        }
        try {
            task.work().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CaxtonException.of(ProblemType.DRAINING, "Interrupted while waiting for the database", "Try again.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CaxtonException failure) {
                throw failure;
            }
            throw new IllegalStateException("work on the writer thread failed", e.getCause());
        }
    }

    boolean isWriterThread() {
        return Thread.currentThread().equals(thread);
    }

    int waiting() {
        return queue.size();
    }

    /** Finishes what waits, then ends the thread; the writer stays open. */
    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        answers.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<QueueEntry> entries = queue.takeGroup(groupLimit);
        while (!entries.isEmpty()) {
            List<PendingCommand<?>> group = new ArrayList<>(entries.size());
            for (QueueEntry entry : entries) {
                switch (entry) {
                    case PendingCommand<?> pending -> group.add(pending);
                    case WriterTask task -> task.work().run();
                }
            }
            if (!group.isEmpty()) {
                commit(group);
            }
            while (queue.size() == 0 && catchUp()) {
                writer.tendLog();
            }
            entries = queue.takeGroup(groupLimit);
        }
    }

    private void commit(List<PendingCommand<?>> group) {
        try {
            writer.apply(group);
        } catch (Throwable e) {
            // A defect of ours: whether the transaction was committed is not known, so nothing is acknowledged.
            LOG.atError().setCause(e).log("Writer failed; entering safe mode");
            group.forEach(pending -> pending.failed(CommandWriter.defect(pending, e)));
            gate.closeByItself("the writer failed: " + e);
        }
        group.forEach(pending -> tell(pending, pending::committed));
        answers.execute(() -> group.forEach(this::answer));
        writer.tendLog();
    }

    private boolean catchUp() {
        try {
            return writer.catchUp();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Work between changes failed");
            return false;
        }
    }

    /** The change is on disk whatever the hooks make of it, so the caller gets the acknowledgement in any case. */
    private void answer(PendingCommand<?> pending) {
        tell(pending, () -> writer.tellListeners(pending.changes()));
        pending.answerCaller();
    }

    private static void tell(PendingCommand<?> pending, Runnable hook) {
        try {
            hook.run();
        } catch (RuntimeException | Error e) {
            LOG.atError()
                    .addKeyValue("kind", pending.command().kind())
                    .addKeyValue("op_id", pending.operation().id())
                    .setCause(e)
                    .log("Hook after a committed change failed");
        }
    }

    private static CaxtonException closed() {
        return CaxtonException.of(ProblemType.DRAINING, "The database is closed", "Start the server again.");
    }

    void closeWriter() throws SQLException {
        writer.close();
    }
}
