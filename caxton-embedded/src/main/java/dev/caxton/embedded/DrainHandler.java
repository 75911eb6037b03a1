package dev.caxton.embedded;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Counts requests in flight; once draining, refuses new ones and lets a stopping server wait for the rest. A request that
 * asks the server to stop is answered even by one that stops at once.
 */
final class DrainHandler extends Handler.Wrapper {

    private static final String SHUTDOWN = "/api/v1/shutdown";
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Problems problems;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int inFlight;
    private int askingToStop;
    private boolean draining;

    DrainHandler(Problems problems, Handler next) {
        super(next);
        this.problems = problems;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean asks = SHUTDOWN.equals(request.getHttpURI().getCanonicalPath());
        if (enter(asks)) {
            Request.addCompletionListener(request, failure -> leave(asks));
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        problems.write(
                Problem.of(
                        ProblemType.DRAINING,
                        "The server is shutting down and takes no new requests",
                        "Send the request again to another server, or to this one after its restart."),
                request,
                response,
                callback);
        return true;
    }

    /** Refuses requests from now on. */
    void drain() {
        lock.lock();
        try {
            draining = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no request is in flight, and says how many still are. */
    int awaitIdle(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (inFlight > 0 && nanos > 0) {
                nanos = idle.awaitNanos(nanos);
            }
            nanos = FAREWELL.toNanos();
            while (askingToStop > 0 && nanos > 0) {
                nanos = idle.awaitNanos(nanos);
            }
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    private boolean enter(boolean asks) {
        lock.lock();
        try {
            if (draining) {
                return false;
            }
            inFlight++;
            askingToStop += asks ? 1 : 0;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leave(boolean asked) {
        lock.lock();
        try {
            inFlight--;
            askingToStop -= asked ? 1 : 0;
            if (inFlight == 0 || asked) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
