package dev.caxton.war.http;

import dev.caxton.engine.config.AddressRange;
import dev.caxton.engine.config.RateLimitConfig;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A token bucket for each caller.
 *
 * <p>A bucket is one number, the time at which it will be full again (the generic cell rate algorithm). At most
 * {@value #MOST_CALLERS} are kept, those seen last; a caller that is forgotten begins with a full bucket, so somebody with
 * more addresses than that is held back by nothing here. Thread-safe.
 */
public final class RateLimiter {

    /** Most callers that are remembered: about 6 MB. */
    static final int MOST_CALLERS = 32 * 1024;

    private static final int SHARDS = 16;

    /** Of an IPv6 address, what a provider gives to one customer. */
    private static final int CUSTOMER_BYTES = 8;

    private final long nanosForOne;
    private final long nanosForAll;
    private final int burst;
    private final LongSupplier nanos;
    private final Shard[] shards = new Shard[SHARDS];

    /**
     * Takes the limits.
     *
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    public RateLimiter(RateLimitConfig limits, LongSupplier nanos) {
        this.nanosForOne = TimeUnit.MINUTES.toNanos(1) / limits.requestsPerMinute();
        this.burst = limits.burst();
        this.nanosForAll = nanosForOne * burst;
        this.nanos = nanos;
        Arrays.setAll(shards, i -> new Shard());
    }

    /**
     * What came of a request.
     *
     * @param allowed whether it may go on
     * @param limit requests that a full bucket holds
     * @param remaining requests that the bucket still holds
     * @param resetSeconds seconds until it is full, rounded up
     * @param retrySeconds seconds until the next request is allowed, rounded up; 0 if one is now
     */
    public record Verdict(boolean allowed, int limit, int remaining, long resetSeconds, long retrySeconds) {}

    /** Takes a token out of a caller's bucket, if it holds one. */
    public Verdict take(String caller) {
        int hash = caller.hashCode();
        return shards[(hash ^ (hash >>> 16)) & (SHARDS - 1)].take(caller, nanos.getAsLong());
    }

    /** Who sends from an address: the address itself, of an IPv6 address the network of one customer. */
    public static String caller(String address) {
        InetAddress literal = AddressRange.literal(address);
        return literal instanceof Inet6Address six
                ? "address " + HexFormat.of().formatHex(six.getAddress(), 0, CUSTOMER_BYTES)
                : "address " + address;
    }

    /** Number of callers that are remembered. */
    int size() {
        int size = 0;
        for (Shard shard : shards) {
            size += shard.size();
        }
        return size;
    }

    private final class Shard {

        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > MOST_CALLERS / SHARDS;
            }
        };

        Verdict take(String caller, long now) {
            lock.lock();
            try {
                Long known = fullAt.get(caller);
                long missing = known == null ? 0 : Math.max(known - now, 0);
                boolean allowed = missing + nanosForOne <= nanosForAll;
                if (allowed) {
                    missing += nanosForOne;
                    fullAt.put(caller, now + missing);
                }
                long wait = Math.max(missing + nanosForOne - nanosForAll, 0);
                return new Verdict(
                        allowed,
                        burst,
                        (int) ((nanosForAll - missing) / nanosForOne),
                        seconds(missing),
                        allowed ? 0 : Math.max(seconds(wait), 1));
            } finally {
                lock.unlock();
            }
        }

        int size() {
            lock.lock();
            try {
                return fullAt.size();
            } finally {
                lock.unlock();
            }
        }

        private long seconds(long duration) {
            return (duration + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
        }
    }
}
