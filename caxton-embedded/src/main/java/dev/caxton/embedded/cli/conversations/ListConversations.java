package dev.caxton.embedded.cli.conversations;

import dev.caxton.api.ExitCode;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.messaging.Conversation;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.List;

/** {@code conversations list}. */
final class ListConversations implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        Page<Conversation> page = invocation
                .caxton()
                .messages()
                .conversations(new PageRequest(invocation.count("--limit", 50), invocation.text("--cursor")));
        Output output = invocation.output();
        if (invocation.has("--count")) {
            output.line(Long.toString(page.total()));
            return ExitCode.OK;
        }
        if (output.json()) {
            output.json(page.items());
        } else if (page.items().isEmpty()) {
            output.say("No conversations.");
        } else {
            output.table(
                    List.of("ID", "PARTICIPANTS", "MESSAGES", "STATUS", "LAST-ACTIVITY"),
                    page.items().stream()
                            .map(conversation -> List.of(
                                    conversation.id().toString(),
                                    String.join(",", conversation.participants()),
                                    Long.toString(conversation.messageCount()),
                                    conversation.status(),
                                    conversation.lastActivity().toString()))
                            .toList());
        }
        if (page.nextCursor() != null) {
            output.say(page.items().size() + " of " + page.total() + "; go on with --cursor " + page.nextCursor());
        }
        return ExitCode.OK;
    }
}
