package dev.caxton.engine.memory;

import dev.caxton.engine.memory.ImportBatch.Item;
import dev.caxton.engine.memory.transfer.TransferRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells batches of an import apart, so that one import id does not serve two files. */
final class BatchPrint {

    private BatchPrint() {}

    static String of(List<Item> items) {
        List<@Nullable Object> parts = new ArrayList<>();
        for (Item item : items) {
            parts.add(item.line());
            parts.add(item.path());
            parts.add(item.scope());
            parts.add(item.agentId());
            switch (item.record()) {
                case TransferRecord.Entity entity -> {
                    parts.add(entity.id());
                    parts.add(entity.name());
                    parts.add(entity.type());
                    parts.add(entity.metadata());
                    entity.observations().forEach(fact -> parts.add(fact.content()));
                }
                case TransferRecord.Relation relation -> parts.add(relation);
                case TransferRecord.Header header -> {}
                case TransferRecord.End end -> {}
            }
        }
        return RequestIds.fingerprint(parts);
    }
}
