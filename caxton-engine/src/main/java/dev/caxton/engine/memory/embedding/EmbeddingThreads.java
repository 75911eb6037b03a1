package dev.caxton.engine.memory.embedding;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Platform threads on which the model computes, so that native code does not hold the carriers of virtual threads. A
 * single question goes before bulk work; within each, first come first served.
 */
final class EmbeddingThreads implements AutoCloseable {

    /** More threads than this would take the machine away from everything else. */
    private static final int MOST_THREADS = 4;

    private static final long IDLE_SECONDS = 60;
    private static final long CLOSE_SECONDS = 30;

    enum Urgency {
        NOW,
        BULK
    }

    private final ThreadPoolExecutor threads;
    private final AtomicLong sequence = new AtomicLong();

    EmbeddingThreads(int processors) {
        int size = Math.clamp(processors, 1, MOST_THREADS);
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Thread.ofPlatform().name("caxton-embedding-", 1).daemon().factory());
        this.threads.allowCoreThreadTimeOut(true);
    }

    <T> CompletableFuture<T> submit(Urgency urgency, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Task task = new Task(urgency, sequence.getAndIncrement(), () -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) { // handed to whoever waits
                result.completeExceptionally(e);
            }
        });
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    /** Lets what was submitted end, then returns. */
    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = false;
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private record Task(Urgency urgency, long order, Runnable work) implements Runnable, Comparable<Task> {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Task other) {
            int byUrgency = urgency.compareTo(other.urgency);
            return byUrgency != 0 ? byUrgency : Long.compare(order, other.order);
        }
    }
}
