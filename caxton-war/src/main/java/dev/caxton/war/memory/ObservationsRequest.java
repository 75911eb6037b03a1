package dev.caxton.war.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.war.http.RequiredMembers;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Facts to be added to an entity.
 *
 * @param agentId the agent that stores them, which must see the entity; absent for an operator, who sees all
 * @param observations one or more
 * @param validFrom from when they are true in the world; absent for now
 * @param validTo until when, not included; absent for open
 * @param confidence how sure they are, 0 to 1; absent for 1
 * @param source where they come from, 1 to 200 characters; absent for api
 */
public record ObservationsRequest(
        @Nullable String agentId,
        @Nullable List<@Nullable String> observations,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Double confidence,
        @Nullable String source) {

    NewObservations of(String entityId) {
        return new NewObservations(agentId, entityId, texts(), validFrom, validTo, confidence, source);
    }

    /** The facts; a problem if there are none. */
    private List<String> texts() {
        new RequiredMembers().present("observations", observations).check();
        List<String> texts = observations == null
                ? List.of()
                : observations.stream()
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList();
        if (texts.isEmpty() || observations == null || texts.size() < observations.size()) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "Member 'observations' is empty or holds null, expected one or more texts",
                    (String) null);
        }
        return texts;
    }
}
