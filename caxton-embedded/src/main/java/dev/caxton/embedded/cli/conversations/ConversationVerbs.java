package dev.caxton.embedded.cli.conversations;

import dev.caxton.embedded.cli.Noun;
import dev.caxton.embedded.cli.Verb;

/** The noun {@code conversations}. */
public final class ConversationVerbs {

    private static final String CATALOGUE = """
        list,ls | List conversations, the most recently active first.
          --limit=<count>          how many, 50 if not given
          --cursor=<cursor>        where the page before ended
          --count                  print the number of all
        show <conversation> | Print the messages of a conversation, oldest first.
          --limit=<count>          how many, all if not given
         ?--follow
        ?analyze <conversation> | Measure a conversation.
          --performance
        """;

    private ConversationVerbs() {}

    /** The noun with its verbs. */
    public static Noun noun() {
        return Noun.of("conversations,conversation", "Conversations with agents.", CATALOGUE);
    }

    /** What a verb does. */
    public static Verb verb(String name) {
        return switch (name) {
            case "list" -> new ListConversations();
            case "show" -> new ShowConversation();
            default -> throw new IllegalArgumentException("no verb conversations " + name);
        };
    }
}
