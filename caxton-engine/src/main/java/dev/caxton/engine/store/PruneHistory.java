package dev.caxton.engine.store;

import java.time.Instant;

/**
 * Removes the oldest rows of the store's own tables, so that they do not grow for ever.
 *
 * <p>Looks at the oldest {@code limit} rows of each table, so one command never holds up the writer; repeat it while
 * its outcome is {@link #MORE}. An operation id that was pruned is forgotten: a retry with it would be applied anew.
 * Keep ids for at least as long as a client may retry.
 *
 * @param appliedBefore operation ids older than this are forgotten; a week is usual
 * @param changesBefore change log older than this is removed; keep what the next incremental backup needs
 * @param auditBefore audit trail older than this is removed
 * @param limit rows of each table at most, 1 to 10000
 */
public record PruneHistory(Instant appliedBefore, Instant changesBefore, Instant auditBefore, int limit)
        implements Command {

    /** Outcome that says there may be more to remove. */
    public static final String MORE = "more";

    /** Outcome that says nothing that old is left. */
    public static final String DONE = "done";

    public PruneHistory {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("limit is " + limit + ", expected 1 to 10000");
        }
    }

    @Override
    public String kind() {
        return "prune_history";
    }

    @Override
    public String subject() {
        return "before " + appliedBefore + " " + changesBefore + " " + auditBefore;
    }
}
