package dev.caxton.api.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which relations a walk may use.
 *
 * @param relationTypes only these types; empty for all
 * @param direction which way they are followed
 * @param minStrength least strength, 0 to 1
 * @param validAt the instant at which they are to be valid in the world; null for now
 */
public record RelationLimits(
        Set<String> relationTypes,
        RelationDirection direction,
        double minStrength,
        @Nullable Instant validAt) {

    /** Every relation that is valid now, both ways. */
    public static final RelationLimits NONE = new RelationLimits(Set.of(), RelationDirection.BOTH, 0, null);

    public RelationLimits {
        relationTypes = Set.copyOf(relationTypes);
        if (!(minStrength >= 0 && minStrength <= 1)) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "min_strength is " + minStrength + ", expected 0 to 1", (String)
                            null);
        }
    }
}
