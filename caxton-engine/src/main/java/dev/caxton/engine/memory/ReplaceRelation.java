package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;
import org.jspecify.annotations.Nullable;

/**
 * A relation is not to be believed any more; another one between the same entities may take its place. Null values are
 * as in the one before.
 *
 * @param relationId the relation
 * @param nextId id of what replaces it; null if nothing does
 * @param strength 0 to 1
 * @param confidence 0 to 1
 * @param metadata JSON object
 * @param validFrom from when the next one is true
 * @param validTo until when
 */
record ReplaceRelation(
        String relationId,
        @Nullable String nextId,
        @Nullable Double strength,
        @Nullable Double confidence,
        @Nullable String metadata,
        @Nullable Long validFrom,
        @Nullable Long validTo)
        implements Command {

    static ReplaceRelation retract(String relationId) {
        return new ReplaceRelation(relationId, null, null, null, null, null, null);
    }

    @Override
    public String kind() {
        return nextId == null ? "retract_relation" : "replace_relation";
    }

    @Override
    public String subject() {
        return relationId + (nextId == null ? "" : " by " + nextId);
    }
}
