package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MergeStrategy;
import dev.caxton.engine.memory.transfer.TransferRecord;
import dev.caxton.engine.store.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of an import that are written together.
 *
 * @param importId the import
 * @param number counts its batches
 * @param strategy what becomes of what is there
 * @param tolerant whether a conflict leaves out its record only; otherwise it refuses the batch
 * @param model model of vectors that are taken over; others are left out
 * @param dimensions their length
 * @param items the records
 * @param fingerprint tells this batch from others
 */
record ImportBatch(
        String importId,
        int number,
        MergeStrategy strategy,
        boolean tolerant,
        String model,
        int dimensions,
        List<Item> items,
        String fingerprint)
        implements Command {

    /**
     * A record and where it goes.
     *
     * @param record an entity or a relation, checked
     * @param line where it was read
     * @param path its place there
     * @param scope who shares it
     * @param agentId owner; null in wider scopes
     * @param ids fresh ids, for it and then for its observations, where the record has none or they are taken
     */
    record Item(
            TransferRecord record,
            long line,
            String path,
            MemoryScope scope,
            @Nullable String agentId,
            List<String> ids) {}

    @Override
    public String kind() {
        return "import_memory";
    }

    @Override
    public String subject() {
        return importId + " " + number + " " + fingerprint;
    }
}
