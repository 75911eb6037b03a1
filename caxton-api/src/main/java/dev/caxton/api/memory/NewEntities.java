package dev.caxton.api.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entities to be remembered together, 1 to 100. Those that can be are stored as a whole: after a crash all of them are
 * there, or none.
 *
 * @param agentId whose memory they become, where an entity does not say so itself
 * @param memoryScope who shares them, where an entity does not say so itself
 * @param entities the entities, each as for {@link Memory#createEntity(NewEntity)}
 */
public record NewEntities(
        @Nullable String agentId, @Nullable MemoryScope memoryScope, List<NewEntity> entities) {

    /** Most entities of one request (documented limit). */
    public static final int MOST = 100;

    public NewEntities {
        entities = entities == null ? List.of() : List.copyOf(entities);
        if (entities.isEmpty() || entities.size() > MOST) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "entities are " + entities.size() + ", expected 1 to " + MOST,
                    entities.isEmpty() ? null : "Send several requests, or import a file.");
        }
    }

    /** Entities that say themselves where they belong. */
    public static NewEntities of(List<NewEntity> entities) {
        return new NewEntities(null, null, entities);
    }

    /** The entities, each with the agent and the scope that it belongs to. */
    public List<NewEntity> resolved() {
        return entities.stream()
                .map(entity -> new NewEntity(
                        entity.agentId() == null ? agentId : entity.agentId(),
                        entity.entityName(),
                        entity.entityType(),
                        entity.observations(),
                        entity.memoryScope() == null ? memoryScope : entity.memoryScope(),
                        entity.metadata(),
                        entity.validFrom(),
                        entity.validTo(),
                        entity.confidence(),
                        entity.source()))
                .toList();
    }
}
