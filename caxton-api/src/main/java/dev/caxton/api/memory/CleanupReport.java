package dev.caxton.api.memory;

import java.util.List;

/**
 * What was removed, or with {@code dry_run} would be.
 *
 * @param dryRun whether nothing was changed
 * @param removed by kind; kinds of which there is nothing are listed with 0
 * @param bytesBefore size of the database file before
 * @param bytesAfter and after
 */
public record CleanupReport(boolean dryRun, List<Removed> removed, long bytesBefore, long bytesAfter) {
    public CleanupReport {
        removed = List.copyOf(removed);
    }

    /** Number of rows of all kinds. */
    public long total() {
        return removed.stream().mapToLong(Removed::rows).sum();
    }

    /**
     * One kind.
     *
     * @param kind such as {@code orphaned_relations}
     * @param rows how many
     */
    public record Removed(String kind, long rows) {}
}
