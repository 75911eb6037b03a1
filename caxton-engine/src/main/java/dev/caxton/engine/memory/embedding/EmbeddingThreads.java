package dev.caxton.engine.memory.embedding;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Platform threads on which the model computes, so that native code does not hold the carriers of virtual threads.
 *
 * <p>Questions have threads of their own: a run of the model cannot be interrupted, and behind a full batch a question
 * would wait several times as long as it takes.
 */
final class EmbeddingThreads implements AutoCloseable {

    /** More threads than this would take the machine away from everything else. */
    private static final int MOST_BY_ITSELF = 4;

    private static final long IDLE_SECONDS = 60;
    private static final long CLOSE_SECONDS = 30;

    enum Urgency {
        NOW,
        BULK
    }

    private final ThreadPoolExecutor questions;
    private final ThreadPoolExecutor bulk;

    /** So many threads for questions and as many for bulk work; 0 for one on each processor, 4 at most. */
    EmbeddingThreads(int wanted) {
        int size = wanted > 0 ? wanted : Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_BY_ITSELF);
        this.questions = pool("caxton-embedding-", size);
        this.bulk = pool("caxton-embedding-bulk-", size);
    }

    private static ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size,
                size,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name, 1).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    <T> CompletableFuture<T> submit(Urgency urgency, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) { // handed to whoever waits
                result.completeExceptionally(e);
            }
        };
        try {
            switch (urgency) {
                case NOW -> questions.execute(task);
                case BULK -> bulk.execute(task);
            }
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    /** Lets what was submitted end, then returns. */
    @Override
    public void close() {
        questions.shutdown();
        bulk.shutdown();
        boolean interrupted = end(questions) | end(bulk);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean end(ThreadPoolExecutor threads) {
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
