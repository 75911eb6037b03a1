package dev.caxton.api.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the memory takes.
 *
 * @param components part by part
 * @param percent share of the entity limit that is used, in percent; above 100 where the limit is passed
 */
public record MemoryUsage(List<Component> components, double percent) {
    public MemoryUsage {
        components = List.copyOf(components);
    }

    /**
     * One part.
     *
     * @param component its name
     * @param usageBytes what it takes
     * @param limitBytes what it should not exceed; null where there is no limit
     * @param status {@code ok}, {@code warning} from 80 % of the limit on, {@code exceeded} beyond it
     */
    public record Component(
            String component, long usageBytes, @Nullable Long limitBytes, String status) {

        private static final double WARN = 0.8;

        /** A part with the status that its numbers make. */
        public static Component of(String component, long usageBytes, @Nullable Long limitBytes) {
            String status = limitBytes == null || usageBytes < WARN * limitBytes
                    ? "ok"
                    : usageBytes <= limitBytes ? "warning" : "exceeded";
            return new Component(component, usageBytes, limitBytes, status);
        }
    }
}
