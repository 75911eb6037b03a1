package dev.caxton.war.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.war.http.RequiredMembers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Facts to be added to an entity.
 *
 * @param observations one or more
 */
public record ObservationsRequest(@Nullable List<@Nullable String> observations) {

    /** The facts; a problem if there are none. */
    List<String> texts() {
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
