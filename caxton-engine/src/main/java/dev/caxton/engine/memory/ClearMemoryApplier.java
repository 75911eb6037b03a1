package dev.caxton.engine.memory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import dev.caxton.wire.WireJson;
import org.jspecify.annotations.Nullable;

/** Deletes many entities. */
final class ClearMemoryApplier implements Applier<ClearMemory> {

    private final MemoryIndex index;

    ClearMemoryApplier(MemoryIndex index) {
        this.index = index;
    }

    /** How many of each were deleted. */
    record Cleared(long entities, long relations) {
        static Cleared parse(@Nullable String outcome) {
            JsonNode json = EntityOutcome.read(outcome);
            return new Cleared(
                    json.path("entities").asLong(), json.path("relations").asLong());
        }
    }

    @Override
    public String apply(ClearMemory command, Operation operation, WriteTransaction tx) {
        long entities = 0;
        long relations = 0;
        for (String entityId : command.entityIds()) {
            int deleted = GraphWrites.deleteEntity(tx, entityId);
            if (deleted >= 0) {
                entities++;
                relations += deleted;
            }
        }
        return WireJson.mapper()
                .createObjectNode()
                .put("entities", entities)
                .put("relations", relations)
                .toString();
    }

    @Override
    public void committed(ClearMemory command, @Nullable String outcome) {
        command.entityIds().forEach(index::remove);
    }
}
