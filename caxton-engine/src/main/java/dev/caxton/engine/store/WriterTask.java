package dev.caxton.engine.store;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Work on the writer's connection that is no command, such as opening it anew. */
final class WriterTask implements QueueEntry {

    private final FutureTask<Void> work;

    WriterTask(Callable<Void> work) {
        this.work = new FutureTask<>(work);
    }

    FutureTask<Void> work() {
        return work;
    }
}
