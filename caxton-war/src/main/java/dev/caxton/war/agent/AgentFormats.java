package dev.caxton.war.agent;

import dev.caxton.api.agent.AgentFileFormat;
import org.jspecify.annotations.Nullable;

/** Recognises the form of an agent file whose sender did not say. */
final class AgentFormats {

    private AgentFormats() {}

    /** By the name's extension, else Markdown if the text begins with frontmatter, else TOML. */
    static AgentFileFormat guess(@Nullable String name, String text) {
        if (name != null && name.endsWith(".toml")) {
            return AgentFileFormat.TOML;
        }
        if (name != null && name.endsWith(".md")) {
            return AgentFileFormat.MARKDOWN;
        }
        return text.stripLeading().startsWith("---") ? AgentFileFormat.MARKDOWN : AgentFileFormat.TOML;
    }
}
