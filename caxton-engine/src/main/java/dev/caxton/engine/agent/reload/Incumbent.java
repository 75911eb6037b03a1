package dev.caxton.engine.agent.reload;

import dev.caxton.api.agent.AgentId;
import org.jspecify.annotations.Nullable;

/**
 * An agent as it stands before a reload.
 *
 * @param id its id
 * @param slug stem of its file
 * @param name its display name; the slug of an agent that never had a good file
 * @param standing whether it answers
 * @param recorded whether the database knows it, so that its name means it
 * @param digest SHA-256 of the serving definition; null if none serves
 * @param version semantic version of the serving definition; null if none serves
 * @param fileName file that it was read from; null if that is not known
 */
public record Incumbent(
        AgentId id,
        String slug,
        String name,
        Standing standing,
        boolean recorded,
        @Nullable String digest,
        @Nullable String version,
        @Nullable String fileName) {

    /** Whether an agent answers. */
    public enum Standing {
        /** A definition is in force. */
        SERVING,
        /** There is a file, and no definition that could be in force. */
        FAILED,
        /** Its file is gone. */
        STOPPED
    }
}
