package dev.caxton.api.memory;

import org.jspecify.annotations.Nullable;

/**
 * What is to be exported, and how.
 *
 * @param agentId what this agent sees; null for everything, of all agents
 * @param memoryScope only this scope; null for all
 * @param format how it is written
 * @param includeEmbeddings whether with vectors; {@link TransferFormat#MIGRATION} always has them, {@link
 *     TransferFormat#SERVER_MEMORY} never
 * @param includeHistory whether with what is not believed any more; {@link TransferFormat#SERVER_MEMORY} never has it
 * @param target backend that a migration goes to, such as {@code qdrant}; null for none
 */
public record ExportQuery(
        @Nullable String agentId,
        @Nullable MemoryScope memoryScope,
        TransferFormat format,
        boolean includeEmbeddings,
        boolean includeHistory,
        @Nullable String target) {

    /** Everything, with its history, without vectors. */
    public static ExportQuery all(TransferFormat format) {
        return new ExportQuery(null, null, format, false, true, null);
    }
}
