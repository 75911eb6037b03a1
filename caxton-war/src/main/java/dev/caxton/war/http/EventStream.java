package dev.caxton.war.http;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.war.problem.ProblemBody;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream of server-sent events between one that tells and the thread that writes to the caller.
 *
 * <p>Whoever tells waits while the caller is slower than it; once the caller is gone, or the stream was ended, telling
 * does nothing. Silence is filled with comments, which also discover that a caller has gone. Thread-safe.
 */
public final class EventStream implements StreamingOutput, AutoCloseable {

    /** Media type of the stream. */
    public static final String MEDIA_TYPE = "text/event-stream";

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int BUFFERED = 256;
    private static final byte[] HEARTBEAT = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);
    private static final ServerEvent END = ServerEvent.of("end", "");
    private static final long LOOK_AGAIN_MS = 100;

    private final BlockingQueue<ServerEvent> waiting = new ArrayBlockingQueue<>(BUFFERED);
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    private final Duration heartbeat;
    private final OpenStreams open;
    private volatile boolean ended;
    private @Nullable AutoCloseable source;

    EventStream(Duration heartbeat, OpenStreams open) {
        this.heartbeat = heartbeat;
        this.open = open;
    }

    /** Has the stream fed by a source, such as a subscription, that is closed when the stream ends. */
    public EventStream from(AutoCloseable events) {
        synchronized (this) {
            source = events;
        }
        if (ended) {
            close();
        }
        return this;
    }

    /** Adds an event, waiting for room; does nothing once the stream has ended. */
    public void tell(ServerEvent event) {
        begun.complete(true);
        try {
            boolean taken = false;
            while (!ended && !taken) {
                taken = waiting.offer(event, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /**
     * Runs work on a thread of its own and ends the stream with the event it returns, or with a {@code problem} event if
     * it fails. Waits until there is something to write: a failure before that is thrown here, so that the caller gets it
     * as an ordinary problem with its status.
     */
    public EventStream feed(RequestIdentity request, Supplier<ServerEvent> work) {
        Thread.ofVirtual().name("stream-" + request.id()).start(() -> run(request, work));
        try {
            begun.get();
            return this;
        } catch (ExecutionException e) {
            close();
            throw e.getCause() instanceof CaxtonException ours ? ours : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw CaxtonException.of(ProblemType.DRAINING, "The server stops", "Send the request again.");
        }
    }

    private void run(RequestIdentity request, Supplier<ServerEvent> work) {
        try {
            tell(work.get());
        } catch (CaxtonException e) {
            fail(request, e);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("request_id", request.id()).setCause(e).log("Stream failed unexpectedly");
            fail(
                    request,
                    CaxtonException.of(
                            ProblemType.INTERNAL_ERROR,
                            "The server failed to process this request",
                            "Look for the request id in the server's log."));
        }
        tell(END);
    }

    private void fail(RequestIdentity request, CaxtonException failure) {
        Problem problem = failure.problem();
        if (!begun.completeExceptionally(failure)) {
            tell(ServerEvent.of("problem", ProblemBody.of(problem, request)));
        }
    }

    /** The answer that carries the stream. */
    public Response response() {
        return Response.ok(this, MEDIA_TYPE)
                .header("X-Accel-Buffering", "no") // else nginx holds events back
                .build();
    }

    @Override
    public void write(OutputStream out) {
        try {
            out.write(": stream\n\n".getBytes(StandardCharsets.UTF_8)); // sends the headers at once
            out.flush();
            while (!ended) {
                ServerEvent next = waiting.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                if (END.equals(next)) {
                    return;
                }
                out.write(next == null ? HEARTBEAT : next.bytes());
                if (waiting.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            LOG.debug("A caller left its stream", e); // which is how most streams end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /** Ends the stream at once; closing twice is harmless. */
    @Override
    public void close() {
        ended = true;
        begun.complete(false);
        waiting.offer(END);
        open.forget(this);
        AutoCloseable feeding;
        synchronized (this) {
            feeding = source;
            source = null;
        }
        if (feeding != null) {
            try {
                feeding.close();
            } catch (Exception e) {
                LOG.warn("A stream's source did not close", e);
            }
        }
    }
}
