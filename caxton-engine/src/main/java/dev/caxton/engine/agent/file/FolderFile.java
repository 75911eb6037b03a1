package dev.caxton.engine.agent.file;

import dev.caxton.api.Violation;
import java.nio.file.Path;

/**
 * A file of the agents directory that is, or should be, an agent.
 *
 * @param fileName its name in the directory
 * @param slug its stem
 * @param path where it is
 * @param parsed what it says
 */
public record FolderFile(String fileName, String slug, Path path, ParsedAgentFile parsed) {

    /** This file, refused for a reason that lies outside it. */
    public FolderFile refused(String message, @org.jspecify.annotations.Nullable String hint) {
        return new FolderFile(fileName, slug, path, parsed.refused(Violation.at(parsed.file(), message, hint)));
    }
}
