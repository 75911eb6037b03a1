package dev.caxton.war.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams of events that are being written; ended together when the server stops. Thread-safe. */
public final class OpenStreams {

    private final Set<EventStream> followers = ConcurrentHashMap.newKeySet();
    private final Duration heartbeat;
    private volatile boolean closed;

    /** Streams that are silent for at most so long. */
    public OpenStreams(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    /** A stream that goes on until its caller leaves or the server stops. */
    public EventStream endless() {
        EventStream stream = new EventStream(heartbeat, this);
        followers.add(stream);
        if (closed) {
            stream.close();
        }
        return stream;
    }

    /** A stream that ends by itself, and that a stopping server waits for. */
    public EventStream ending() {
        return new EventStream(heartbeat, this);
    }

    void forget(EventStream stream) {
        followers.remove(stream);
    }

    /** Number of endless streams that are open. */
    public int count() {
        return followers.size();
    }

    /** Ends the endless streams, those of the future included. */
    public void closeAll() {
        closed = true;
        List.copyOf(followers).forEach(EventStream::close);
    }
}
