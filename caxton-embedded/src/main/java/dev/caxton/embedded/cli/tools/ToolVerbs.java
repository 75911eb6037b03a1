package dev.caxton.embedded.cli.tools;

import dev.caxton.embedded.cli.Noun;
import dev.caxton.embedded.cli.Verb;

/** The noun {@code tools}. */
public final class ToolVerbs {

    private static final String CATALOGUE = """
        list,ls | List the tools that agents may be granted.
          --available              every listed tool is; the same
          --names-only             print one name a line
          --count                  print their number
        ?check-agent <agent> | Answer whether an agent's tools work.
          --failing-only
        """;

    private ToolVerbs() {}

    /** The noun with its verbs. */
    public static Noun noun() {
        return Noun.of("tools,tool", "Tools that agents may call.", CATALOGUE);
    }

    /** What a verb does. */
    public static Verb verb(String name) {
        return switch (name) {
            case "list" -> new ListTools();
            default -> throw new IllegalArgumentException("no verb tools " + name);
        };
    }
}
