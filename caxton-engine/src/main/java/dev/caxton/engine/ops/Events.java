package dev.caxton.engine.ops;

import dev.caxton.api.Subscription;
import dev.caxton.api.ops.EventType;
import dev.caxton.api.ops.PlatformEvent;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tells listeners what happens in the server.
 *
 * <p>Publishing never waits: each listener has a thread and a bounded queue of its own. A listener that falls behind
 * loses events; the log says so, and the listener is told how many by an event {@link EventType#LAGGED} in their place. Every
 * listener sees events in the order of their sequence numbers. Thread-safe.
 */
public final class Events implements AutoCloseable {

    /** Events that may wait for one listener; at a burst of 1000 agents reloaded none is lost. */
    static final int QUEUE_LIMIT = 2048;

    private final Clock clock;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private long sequence;
    private boolean closed;

    /** Takes the times of events from a clock. */
    public Events(Clock clock) {
        this.clock = clock;
    }

    /**
     * Tells every listener that something happened.
     *
     * @param type what happened; its data is listed in {@code docs/reference/observability.md}
     * @param data what it concerns; no bodies, prompts or secrets
     */
    public synchronized void publish(EventType type, Map<String, Object> data) {
        if (closed) {
            return;
        }
        PlatformEvent event = new PlatformEvent(++sequence, type.wireName(), clock.instant(), data);
        for (Listener listener : listeners) {
            if (listener.wants(type)) {
                listener.offer(event);
            }
        }
    }

    /** Whether anybody would be told of an event of this type; takes no lock, so that what is frequent asks first. */
    public boolean isWanted(EventType type) {
        for (Listener listener : listeners) {
            if (listener.wants(type)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells a listener every event from now on, on a thread of its own.
     *
     * <p>A listener that throws is logged and told nothing more. Closing waits for a call that is under way, unless the
     * listener itself closes.
     */
    public Subscription subscribe(Consumer<PlatformEvent> consumer) {
        return subscribe(type -> true, consumer);
    }

    /** As {@link #subscribe(Consumer)}, of some types; no other takes a place in the queue. */
    public synchronized Subscription subscribe(Predicate<EventType> types, Consumer<PlatformEvent> consumer) {
        Listener listener = new Listener(types, consumer, listeners::remove);
        if (!closed) {
            listeners.add(listener);
            listener.start();
        }
        return listener;
    }

    /**
     * Keeps events for a listener that is told nothing before {@link Runnable#run} of what is returned, then all of them and
     * every later one, on a thread of its own; it is closed with this object.
     *
     * @param types which it wants
     */
    public synchronized Runnable hold(Predicate<EventType> types, Consumer<PlatformEvent> consumer) {
        Listener listener = new Listener(types, consumer, listeners::remove);
        if (closed) {
            return () -> {};
        }
        listeners.add(listener);
        return listener::start;
    }

    /** Ends every subscription; later events are told to nobody. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (Listener listener : listeners) {
            listener.close();
        }
    }
}
