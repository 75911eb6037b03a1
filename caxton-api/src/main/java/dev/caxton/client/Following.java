package dev.caxton.client;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Subscription;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events that is opened again when it breaks, until it is closed. What happened while it was
 * broken is not told.
 */
final class Following implements Subscription {

    private static final Logger LOG = System.getLogger(Following.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Exchange exchange;
    private final HttpCall call;
    private final Consumer<ServerEvent> listener;
    private final Set<Following> siblings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock telling = new ReentrantLock();
    private volatile @Nullable HttpAnswer stream;

    private Following(
            Exchange exchange,
            HttpCall call,
            Consumer<ServerEvent> listener,
            Set<Following> siblings,
            HttpAnswer stream) {
        this.exchange = exchange;
        this.call = call;
        this.listener = listener;
        this.siblings = siblings;
        this.stream = stream;
    }

    /** Opens the stream, so that what the caller does next is told; a problem of this first time is thrown. */
    static Following open(
            Exchange exchange, WireRequest request, Consumer<ServerEvent> listener, Set<Following> siblings) {
        HttpCall call = request.accept("text/event-stream").call(HttpCall.Reading.ENDLESS);
        Following following = new Following(exchange, call, listener, siblings, exchange.send(call));
        siblings.add(following);
        Thread.ofVirtual().name("caxton-following").start(following::run);
        return following;
    }

    @Override
    public void close() {
        telling.lock();
        try {
            closed.countDown();
        } finally {
            telling.unlock();
        }
        siblings.remove(this);
        letGo();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!isClosed()) {
            HttpAnswer answer = stream;
            if (answer != null && tellAll(answer)) {
                pause = FIRST_PAUSE;
            }
            try {
                if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            if (!reopen()) {
                return;
            }
        }
    }

    /** Returns whether anything was told. */
    private boolean tellAll(HttpAnswer answer) {
        boolean told = false;
        try (answer) {
            ServerEvents events = new ServerEvents(answer.body());
            for (ServerEvent event = events.next(); event != null; event = events.next()) {
                if (!tell(event)) {
                    return told;
                }
                told = true;
            }
        } catch (IOException e) {
            // A broken stream is the reason to open it again; the log tells who looks for it.
            LOG.log(Level.DEBUG, "stream {0} broke: {1}", call, e.getMessage());
        }
        return told;
    }

    private boolean tell(ServerEvent event) {
        telling.lock();
        try {
            if (isClosed()) {
                return false;
            }
            listener.accept(event);
        } catch (RuntimeException e) {
            // The fault of one event must not cost the listener all others.
            LOG.log(Level.WARNING, "listener of " + call + " failed", e);
        } finally {
            telling.unlock();
        }
        return true;
    }

    private boolean reopen() {
        try {
            stream = exchange.send(call);
            if (isClosed()) {
                letGo();
            }
        } catch (CaxtonException e) {
            if (!e.type().retryable()) {
                LOG.log(Level.WARNING, "stream {0} ended: {1}", call, e.getMessage());
                siblings.remove(this);
                return false;
            }
            stream = null;
        }
        return true;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void letGo() {
        HttpAnswer answer = stream;
        if (answer != null) {
            try {
                answer.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "stream {0} did not close cleanly", call);
            }
        }
    }
}
