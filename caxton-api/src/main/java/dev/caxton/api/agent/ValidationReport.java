package dev.caxton.api.agent;

import dev.caxton.api.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What checking an agent file found, all of it at once.
 *
 * @param file the file's path or name
 * @param valid whether the file would be accepted
 * @param agent name in the file; null if it could not be read
 * @param definition the file as understood; null if it is not valid
 * @param errors what keeps it from being accepted
 * @param warnings what an author should know
 */
public record ValidationReport(
        String file,
        boolean valid,
        @Nullable String agent,
        @Nullable ConfigAgentDefinition definition,
        List<Violation> errors,
        List<Violation> warnings) {
    public ValidationReport {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }
}
