package dev.caxton.engine.ops;

import dev.caxton.api.Subscription;
import dev.caxton.api.ops.EventType;
import dev.caxton.api.ops.PlatformEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscription to {@link Events}: a bounded queue and a virtual thread that empties it. */
final class Listener implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final Predicate<EventType> types;
    private final Consumer<PlatformEvent> consumer;
    private final Consumer<Listener> forget;
    private final ReentrantLock calling = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<PlatformEvent> queue = new ArrayDeque<>();
    private long missed;
    private @Nullable PlatformEvent lastMissed;
    private boolean closed;

    Listener(Predicate<EventType> types, Consumer<PlatformEvent> consumer, Consumer<Listener> forget) {
        this.types = types;
        this.consumer = consumer;
        this.forget = forget;
    }

    boolean wants(EventType type) {
        return types.test(type);
    }

    void start() {
        Thread.ofVirtual().name("caxton-events").start(this::run);
    }

    /** Queues an event, or counts it as missed if the queue is full or events before it were missed. */
    void offer(PlatformEvent event) {
        boolean firstMissed = false;
        lock.lock();
        try {
            if (lastMissed == null && queue.size() < Events.QUEUE_LIMIT) {
                queue.add(event);
            } else {
                firstMissed = missed++ == 0;
                lastMissed = event;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (firstMissed) {
            LOG.warn(
                    "A listener of events is too slow and loses some event={} sequence={}",
                    event.type(),
                    event.sequence());
        }
    }

    private void run() {
        try {
            PlatformEvent event = next();
            while (event != null) {
                tell(event);
                event = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        } catch (RuntimeException | Error e) {
            LOG.error("A listener of events failed and is told nothing more", e);
            close();
        }
    }

    private void tell(PlatformEvent event) {
        calling.lock();
        try {
            if (open()) {
                consumer.accept(event);
            }
        } finally {
            calling.unlock();
        }
    }

    /** Waits for the next event; null when closed. */
    private @Nullable PlatformEvent next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && queue.isEmpty() && lastMissed == null) {
                changed.await();
            }
            if (closed) {
                return null;
            }
            PlatformEvent event = queue.poll();
            PlatformEvent last = lastMissed;
            if (event != null || last == null) {
                return event;
            }
            PlatformEvent lagged = new PlatformEvent(
                    last.sequence(), EventType.LAGGED.wireName(), last.at(), Map.of("missed", missed));
            missed = 0;
            lastMissed = null;
            return lagged;
        } finally {
            lock.unlock();
        }
    }

    private boolean open() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
        forget.accept(this);
        // A call that is under way ends before this returns; the listener's own thread passes, the lock being its own.
        calling.lock();
        calling.unlock();
    }
}
