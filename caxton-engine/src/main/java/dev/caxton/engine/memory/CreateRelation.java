package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.store.Command;
import org.jspecify.annotations.Nullable;

/**
 * A relation is to be there between two entities of one scope.
 *
 * @param relationId its id
 * @param reverseId id of the same relation the other way round; null if there is to be none
 * @param from id or name of the entity it starts at
 * @param to id or name of the entity it points to
 * @param type its type
 * @param scope who shares it
 * @param agentId owner; null in wider scopes
 * @param strength 0 to 1
 * @param confidence 0 to 1
 * @param metadata JSON object
 * @param validFrom from when it is true, in milliseconds; null for the time of the request
 * @param validTo until when, not included; null for open
 * @param fingerprint tells this request from others
 */
record CreateRelation(
        String relationId,
        @Nullable String reverseId,
        String from,
        String to,
        String type,
        MemoryScope scope,
        @Nullable String agentId,
        double strength,
        double confidence,
        String metadata,
        @Nullable Long validFrom,
        @Nullable Long validTo,
        String fingerprint)
        implements Command {

    @Override
    public String kind() {
        return "create_relation";
    }

    @Override
    public String subject() {
        return relationId + " " + fingerprint;
    }
}
