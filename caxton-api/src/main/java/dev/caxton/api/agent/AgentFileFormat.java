package dev.caxton.api.agent;

import dev.caxton.api.WireName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The two equal forms of an agent file. */
public enum AgentFileFormat implements WireName {
    /** Markdown with YAML frontmatter. */
    MARKDOWN("md"),
    /** TOML. */
    TOML("toml");

    private static final Set<String> NO_AGENTS = Set.of("readme.md", "agents.md");

    private final String wireName;

    AgentFileFormat(String wireName) {
        this.wireName = wireName;
    }

    /** The form of a file by its ending; empty for files that are no agents, such as {@code README.md} and hidden ones. */
    public static Optional<AgentFileFormat> ofFileName(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        if (lower.startsWith(".") || NO_AGENTS.contains(lower)) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(format -> lower.endsWith("." + format.wireName))
                .findFirst();
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
