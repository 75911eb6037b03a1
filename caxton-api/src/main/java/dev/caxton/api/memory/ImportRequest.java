package dev.caxton.api.memory;

import org.jspecify.annotations.Nullable;

/**
 * How memories are to be taken in.
 *
 * @param agentId whose memory records of scope agent become; null for the agent that each record names
 * @param memoryScope where all records go; null for the scope that each record names, else the agent's own where there is
 *     one, else the workspace
 * @param mergeStrategy what becomes of what is there already
 * @param skipCorrupted whether bad records are left out; otherwise nothing is written after the first one
 * @param validateOnly whether nothing is written at all
 * @param importId identifies the import, so that it goes on where it was interrupted; 1 to 100 characters, null for a new
 *     one
 */
public record ImportRequest(
        @Nullable String agentId,
        @Nullable MemoryScope memoryScope,
        MergeStrategy mergeStrategy,
        boolean skipCorrupted,
        boolean validateOnly,
        @Nullable String importId) {

    /** To where the records belong, extending what is there. */
    public static ImportRequest usual() {
        return new ImportRequest(null, null, MergeStrategy.UPDATE_EXISTING, false, false, null);
    }

    /** The same, but nothing is written. */
    public ImportRequest onlyValidating() {
        return new ImportRequest(agentId, memoryScope, mergeStrategy, skipCorrupted, true, importId);
    }
}
