package dev.caxton.war.agent;

import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.war.http.RequiredMembers;
import org.jspecify.annotations.Nullable;

/**
 * An agent file to be checked.
 *
 * @param name file name for the report; null if the text has none yet
 * @param format {@code md} or {@code toml}; null to recognise it
 * @param content the whole text
 */
public record ValidateRequest(
        @Nullable String name,
        @Nullable AgentFileFormat format,
        @Nullable String content) {

    /** The file; a problem if there is none. */
    AgentFile file() {
        new RequiredMembers().present("content", content).check();
        String text = content == null ? "" : content;
        return new AgentFile(name, format == null ? AgentFormats.guess(name, text) : format, text);
    }
}
