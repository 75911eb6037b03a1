package dev.caxton.api.memory;

import dev.caxton.api.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of entities that were sent together. Those without an error are on disk.
 *
 * @param batchId names the request in the audit trail
 * @param entitiesCreated how many are new
 * @param entitiesUpdated how many were there and are extended
 * @param failedEntities how many were left out
 * @param processingTimeMs milliseconds
 * @param results one for each entity, in the order of the request
 */
public record StoredEntities(
        String batchId,
        int entitiesCreated,
        int entitiesUpdated,
        int failedEntities,
        double processingTimeMs,
        List<Result> results) {
    public StoredEntities {
        results = List.copyOf(results);
    }

    /**
     * One entity.
     *
     * @param index its place in the request, from 0
     * @param entityName its name; null where it has none
     * @param stored what is on disk; null where it was left out
     * @param error why it was left out; null where it was not
     */
    public record Result(
            int index,
            @Nullable String entityName,
            @Nullable StoredEntity stored,
            @Nullable Fault error) {}

    /**
     * Why an entity was left out.
     *
     * @param code constant of the problem, such as {@code ENTITY_CONFLICT}
     * @param detail what was wrong with it
     * @param hint the remedy; null where there is none
     * @param errors the single violations, where there are several
     */
    public record Fault(
            String code, String detail, @Nullable String hint, List<Violation> errors) {
        public Fault {
            errors = List.copyOf(errors);
        }
    }
}
