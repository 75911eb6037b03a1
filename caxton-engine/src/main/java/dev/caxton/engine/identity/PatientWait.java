package dev.caxton.engine.identity;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits a while for what is being made ready. {@link CompletableFuture#completeOnTimeout} would start the JDK's own timer
 * thread, which keeps the class loader of the application that was first to use it.
 */
public final class PatientWait {

    private PatientWait() {}

    /**
     * Waits until a future completes or the time is over; an interruption ends the wait and is kept.
     *
     * @throws ExecutionException with the cause, if it completed with a failure
     */
    public static void atMost(Duration patience, CompletableFuture<?> awaited) throws ExecutionException {
        try {
            var unused = awaited.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The caller goes on with what is there.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
