package dev.caxton.embedded.cli.config;

import dev.caxton.embedded.cli.Noun;
import dev.caxton.embedded.cli.Verb;

/** The noun {@code config}. */
public final class ConfigVerbs {

    private static final String CATALOGUE = """
        show [key] | Show the configuration in force, with the source of each value.
          --local                  what a server started here would see, even if one runs
          --effective              the same; values are the effective ones
          --resolved               the same; references are resolved, secrets hidden
          --sources                the same; sources are always shown
        validate [file] | Answer whether the configuration is valid.
          --strict                 let warnings fail as well
          --all                    check the agent files as well
          --agents-dir=<directory> where the agent files are
         ?--fix-permissions
         ?--security-check
        ?verify | Check the agents directory.
          --agents-dir=<directory>
        ?integrity-check | Compare files with their recorded checksums.
          --all-agents
          --checksums
        ?diff | Compare the configuration with a file.
          --baseline=<file>
        """;

    private ConfigVerbs() {}

    /** The noun with its verbs. */
    public static Noun noun() {
        return Noun.of("config", "The configuration.", CATALOGUE);
    }

    /** What a verb does. */
    public static Verb verb(String name) {
        return switch (name) {
            case "show" -> new ShowConfig();
            case "validate" -> new ValidateConfig();
            default -> throw new IllegalArgumentException("no verb config " + name);
        };
    }
}
