package dev.caxton.engine.messaging;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Runs the work of one conversation in order and that of different conversations side by side. Thread-safe. */
final class ConversationLanes {

    private final Executor executor;
    private final Map<Object, CompletableFuture<Void>> tails = new ConcurrentHashMap<>();

    ConversationLanes(Executor executor) {
        this.executor = executor;
    }

    /** Runs work after all that was submitted for the lane before, even if that failed. */
    CompletableFuture<Void> submit(Object lane, Runnable work) {
        CompletableFuture<Void> tail = tails.compute(
                lane,
                (key, before) -> before == null
                        ? CompletableFuture.runAsync(work, executor)
                        : before.handle((done, failure) -> null).thenRunAsync(work, executor));
        var unused = tail.whenComplete((done, failure) -> tails.remove(lane, tail));
        return tail;
    }

    /** Number of lanes with work. */
    int busy() {
        return tails.size();
    }
}
