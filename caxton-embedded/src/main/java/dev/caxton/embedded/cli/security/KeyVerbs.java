package dev.caxton.embedded.cli.security;

import dev.caxton.embedded.cli.Noun;
import dev.caxton.embedded.cli.Verb;

/** The noun {@code keys}. */
public final class KeyVerbs {

    private static final String CATALOGUE = """
        create,add <name> | Make a key and print its token, which is shown this once.
          --role=<readonly|user|operator|admin>   what its holder may do, readonly if not given
          --agent=<agents>         only these agents, separated by commas; may be repeated
          --expires=<duration>     how long it is good for, such as 90d; for ever if not given
        list,ls | List keys, without their secrets.
          --count                  print the number of those in force
        revoke,rm <key> | End a key at once; it is named by id, prefix or name.
        """;

    private KeyVerbs() {}

    /** The noun with its verbs. */
    public static Noun noun() {
        return Noun.of(
                "keys,key",
                "Keys that callers come in with. Without a running server they are kept in the data directory"
                        + " directly.",
                CATALOGUE);
    }

    /** What a verb does. */
    public static Verb verb(String name) {
        return switch (name) {
            case "create" -> new CreateKey();
            case "list" -> new ListKeys();
            case "revoke" -> new RevokeKey();
            default -> throw new IllegalArgumentException("no verb keys " + name);
        };
    }
}
