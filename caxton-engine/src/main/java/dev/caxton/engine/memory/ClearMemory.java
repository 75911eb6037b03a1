package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.store.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * These entities of a scope are not to be there; those that are gone already do not matter.
 *
 * @param scope the scope
 * @param agentId whose it is; null in wider scopes
 * @param entityIds a few hundred at most, so that other commands get their turn
 */
record ClearMemory(MemoryScope scope, @Nullable String agentId, List<String> entityIds) implements Command {

    @Override
    public String kind() {
        return "clear_memory";
    }

    @Override
    public String subject() {
        return entityIds.size() + " from " + entityIds.getFirst() + " to " + entityIds.getLast();
    }
}
