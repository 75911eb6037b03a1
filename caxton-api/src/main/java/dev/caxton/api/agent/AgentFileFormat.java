package dev.caxton.api.agent;

import dev.caxton.api.WireName;

/** The two equal forms of an agent file. */
public enum AgentFileFormat implements WireName {
    /** Markdown with YAML frontmatter. */
    MARKDOWN("md"),
    /** TOML. */
    TOML("toml");

    private final String wireName;

    AgentFileFormat(String wireName) {
        this.wireName = wireName;
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
