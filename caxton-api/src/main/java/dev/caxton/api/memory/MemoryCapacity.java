package dev.caxton.api.memory;

import java.util.List;

/**
 * How full the memory is.
 *
 * @param warnPercent from which share on a limit is near
 * @param percent the largest share of any limit, in percent
 * @param warning whether a limit is near or passed
 * @param limits the limits
 */
public record MemoryCapacity(int warnPercent, double percent, boolean warning, List<Limit> limits) {
    public MemoryCapacity {
        limits = List.copyOf(limits);
    }

    /**
     * One limit.
     *
     * @param name what is counted: {@code entities}, {@code relations}, or {@code entities_of_agent}
     * @param subject the agent whose entities are counted; empty for the whole store
     * @param count how many there are
     * @param limit how many are recommended at most
     * @param percent the share, in percent
     */
    public record Limit(String name, String subject, long count, long limit, double percent) {

        /** A limit with the share that its numbers make, to one tenth of a percent. */
        public static Limit of(String name, String subject, long count, long limit) {
            return new Limit(name, subject, count, limit, Math.round(count * 1_000.0 / limit) / 10.0);
        }
    }
}
