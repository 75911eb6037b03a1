package dev.caxton.engine.agent.file;

import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.agent.ValidationReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent file, read and checked.
 *
 * @param file its path or name, for messages
 * @param format how it was read
 * @param content its text, exactly; empty if it could not be read at all
 * @param digest SHA-256 of its bytes, in hex; empty if it could not be read at all
 * @param name name in the file, if that much is right; null otherwise
 * @param definition what it says; null if there are errors
 * @param errors what keeps it from being accepted
 * @param warnings what its author should know
 */
public record ParsedAgentFile(
        String file,
        AgentFileFormat format,
        String content,
        String digest,
        @Nullable String name,
        @Nullable ConfigAgentDefinition definition,
        List<Violation> errors,
        List<Violation> warnings) {
    public ParsedAgentFile {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** This file, refused for a further reason. */
    public ParsedAgentFile refused(Violation reason) {
        List<Violation> all = new java.util.ArrayList<>(errors);
        all.add(reason);
        return new ParsedAgentFile(file, format, content, digest, name, null, all, warnings);
    }

    /** What a caller is told. */
    public ValidationReport report() {
        return new ValidationReport(file, definition != null, name, definition, errors, warnings);
    }
}
