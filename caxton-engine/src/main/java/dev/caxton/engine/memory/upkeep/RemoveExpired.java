package dev.caxton.engine.memory.upkeep;

import dev.caxton.engine.store.Command;
import java.util.List;

/**
 * Removes some rows of one scope whose time is over; repeat it until its outcome is less than {@code limit}.
 *
 * @param expired which
 * @param scope the scope
 * @param agent its owner; empty in wider scopes
 * @param before milliseconds since 1970 before which rows are too old
 * @param now the moment of the cleanup, in milliseconds
 * @param halfLifeMillis after how long an observation counts for half as sure; 0 for never
 * @param minConfidence least confidence of what is kept
 * @param limit rows at most, so that one command never holds up the writer
 */
public record RemoveExpired(
        Expired expired,
        String scope,
        String agent,
        long before,
        long now,
        long halfLifeMillis,
        double minConfidence,
        int limit)
        implements Command {

    @Override
    public String kind() {
        return "remove_expired";
    }

    @Override
    public String subject() {
        return expired.kind() + " of " + scope + " " + agent + " before " + before;
    }

    /** Parameters of {@link Expired#sql}, the limit left out. */
    public List<Object> parameters() {
        return List.of(scope, agent, before, now, halfLifeMillis, minConfidence);
    }
}
