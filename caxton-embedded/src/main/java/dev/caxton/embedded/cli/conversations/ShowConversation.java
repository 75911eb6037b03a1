package dev.caxton.embedded.cli.conversations;

import dev.caxton.api.ExitCode;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.ArrayList;
import java.util.List;

/** {@code conversations show}. */
final class ShowConversation implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        ConversationId conversation = ConversationId.parse(invocation.subject());
        int limit = invocation.count("--limit", Integer.MAX_VALUE);
        List<ConversationMessage> messages = new ArrayList<>();
        String cursor = null;
        do {
            int wanted = Math.clamp(limit - messages.size(), 1, PageRequest.MAX_LIMIT);
            Page<ConversationMessage> page =
                    invocation.caxton().messages().history(conversation, new PageRequest(wanted, cursor));
            messages.addAll(page.items());
            cursor = page.items().isEmpty() ? null : page.nextCursor();
        } while (cursor != null && messages.size() < limit);
        Output output = invocation.output();
        if (output.json()) {
            output.json(messages);
            return ExitCode.OK;
        }
        for (ConversationMessage message : messages) {
            output.line(message.createdAt() + " " + message.sender() + " -> " + message.receiver() + " ["
                    + message.performative() + ", " + message.status() + "]");
            message.content().lines().forEach(line -> output.line("  " + line));
        }
        return ExitCode.OK;
    }
}
