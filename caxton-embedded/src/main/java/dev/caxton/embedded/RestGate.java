package dev.caxton.embedded;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Holds early requests until the REST interface behind it stands; they wait on virtual threads, which cost little. */
final class RestGate extends Handler.Wrapper {

    private final CompletableFuture<?> ready;
    private final Duration patience;
    private final Problems problems;

    RestGate(CompletableFuture<?> ready, Duration patience, Problems problems) {
        super(true); // the handler comes when the server runs already
        this.ready = ready;
        this.patience = patience;
        this.problems = problems;
    }

    /** Begins to serve. */
    void open(Handler handler) throws Exception {
        handler.setServer(getServer());
        setHandler(handler);
        handler.start();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!ready.isDone()) {
            await();
        }
        if (ready.isDone() && !ready.isCompletedExceptionally()) {
            return super.handle(request, response, callback);
        }
        problems.write(
                Problem.of(ProblemType.STARTING, "The server is still starting", "Try again in a moment."),
                request,
                response,
                callback);
        return true;
    }

    private void await() throws InterruptedException {
        try {
            ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // the caller is told to come again
        }
    }
}
