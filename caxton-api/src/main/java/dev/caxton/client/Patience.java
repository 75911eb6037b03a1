package dev.caxton.client;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** How long the next read of an exchange may take. Belongs to one exchange and to the thread that reads it. */
final class Patience {

    /** Servers fill silence with comments, every quarter of a minute; a connection without them is dead. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(90);

    private final HttpCall call;
    private final long deadline;
    private boolean headRead;

    private Patience(HttpCall call) {
        this.call = call;
        this.deadline = System.nanoTime() + call.timeout().toNanos();
    }

    static Patience begin(HttpCall call) {
        return new Patience(call);
    }

    /** The head of the answer has come: from here on the body's rule holds. */
    void headWasRead() {
        headRead = true;
    }

    /** Time for the next read, never zero. */
    Duration next() throws SocketTimeoutException {
        if (headRead && call.reading() == HttpCall.Reading.ENDLESS) {
            return LONGEST_SILENCE;
        }
        if (headRead && call.reading() == HttpCall.Reading.STREAM) {
            return call.timeout();
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("no complete answer within " + call.timeout());
        }
        return Duration.ofNanos(left);
    }
}
