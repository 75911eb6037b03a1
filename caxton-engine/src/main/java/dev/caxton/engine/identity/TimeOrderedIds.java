package dev.caxton.engine.identity;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * UUIDs of version 7 from a clock and a secure random source.
 *
 * <p>Within one millisecond a 12-bit counter keeps the order of creation (RFC 9562 section 6.2, method 1); when it is
 * spent the timestamp runs ahead of the clock. Thread-safe.
 */
public final class TimeOrderedIds implements IdGenerator {

    private static final int COUNTER_LIMIT = 0x1000;
    private static final int DRAWN_AT_ONCE = 1_024;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** Random bytes drawn ahead: asking for many at once costs little more than asking for eight. */
    private final ByteBuffer drawn = ByteBuffer.allocate(DRAWN_AT_ONCE).limit(0);

    private long lastMillis;
    private int counter;

    /** Takes the time from a clock. */
    public TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized UUID next() {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            counter = random.nextInt(COUNTER_LIMIT / 2);
        } else if (++counter == COUNTER_LIMIT) {
            lastMillis++;
            counter = 0;
        }
        long high = lastMillis << 16 | 0x7000L | counter;
        long low = randomLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private long randomLong() {
        if (!drawn.hasRemaining()) {
            random.nextBytes(drawn.array());
            drawn.clear();
        }
        return drawn.getLong();
    }
}
