package dev.caxton.client;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.UnavailableException;
import dev.caxton.api.ops.DetailedHealth;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.ops.ServerState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for its health again and again until everything is up.
 *
 * @param health asks once
 */
record ReadyWait(Supplier<DetailedHealth> health) {

    private static final long PAUSE_MS = 100;

    /** Waits; {@code TIMEOUT} if that takes too long. */
    ServerState await(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            String seen;
            UnavailableException failure = null;
            try {
                DetailedHealth now = health.get();
                ModelState model = now.components().embeddingModel();
                if (now.status().serves() && model != ModelState.STARTING) {
                    return now.status();
                }
                seen = "the server is " + now.status() + " and its embedding model " + model;
            } catch (UnavailableException e) {
                seen = e.problem().detail();
                failure = e;
            }
            if (!pause(deadline)) {
                throw late(timeout, seen, failure);
            }
        }
    }

    /** Lets a moment pass; false if there is none left. */
    private static boolean pause(long deadline) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            return false;
        }
        try {
            return !new CountDownLatch(1).await(Math.min(left, PAUSE_MS), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static CaxtonException late(Duration timeout, String seen, @Nullable UnavailableException failure) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.TIMEOUT,
                        "Waited " + timeout.toMillis() + " ms, and " + seen,
                        "Wait longer; GET /api/v1/health/detailed says what is missing."),
                failure);
    }
}
