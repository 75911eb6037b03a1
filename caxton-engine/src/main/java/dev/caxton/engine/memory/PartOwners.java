package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Row;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether an observation or a relation lies in the own memory of some agents. Thread-safe.
 *
 * @param database {@code memory.db}
 */
public record PartOwners(Database database) {

    /**
     * Whether an observation lies in the own memory of some agents, given by id; false where agents share it. One of another
     * agent, or of none, is an {@code ENTITY_NOT_FOUND} in the same words.
     */
    public boolean ownObservation(String id, Set<String> agents) {
        return database.read(tx -> {
            Row observation = GraphReads.requireObservation(tx, id);
            Optional<Row> entity = tx.find(ENTITIES, "where entity_id = ?", observation.text("entity_id"));
            return entity.isPresent() && own(entity.get(), agents)
                    || shared(() -> GraphReads.requireObservation(tx, new Visibility(null, null), id));
        });
    }

    /** As {@link #ownObservation}, of a relation. */
    public boolean ownRelation(String id, Set<String> agents) {
        return database.read(tx -> own(GraphReads.requireRelation(tx, id), agents)
                || shared(() -> GraphReads.requireRelation(tx, new Visibility(null, null), id)));
    }

    private static boolean own(Row row, Set<String> agents) {
        String agent = row.textOrNull("agent_id");
        return row.text("scope").equals(MemoryScope.AGENT.wireName()) && agent != null && agents.contains(agent);
    }

    /** False, once somebody who sees nothing but what agents share has seen it, too. */
    private static boolean shared(Runnable look) {
        look.run();
        return false;
    }
}
