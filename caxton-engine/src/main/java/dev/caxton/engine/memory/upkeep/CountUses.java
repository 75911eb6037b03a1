package dev.caxton.engine.memory.upkeep;

import dev.caxton.engine.store.Command;
import java.util.List;

/**
 * Observations were found.
 *
 * @param uses one for each observation; those that are gone by then are passed over
 */
public record CountUses(List<Use> uses) implements Command {

    public CountUses {
        uses = List.copyOf(uses);
    }

    /**
     * What became known of an observation since the counts were last written.
     *
     * @param observationId the observation
     * @param count how often it was found, each at least {@link UseCounts#ONCE_EVERY} after the one before
     * @param firstAt when it was first found, in milliseconds since 1970
     * @param lastAt when the last of these was
     */
    public record Use(String observationId, long count, long firstAt, long lastAt) {

        static Use first(String observationId, long at) {
            return new Use(observationId, 1, at, at);
        }

        Use again(long at) {
            return at - lastAt < UseCounts.ONCE_EVERY.toMillis()
                    ? this
                    : new Use(observationId, count + 1, firstAt, at);
        }
    }

    @Override
    public String kind() {
        return "count_uses";
    }

    @Override
    public String subject() {
        return uses.size() + " observations";
    }
}
