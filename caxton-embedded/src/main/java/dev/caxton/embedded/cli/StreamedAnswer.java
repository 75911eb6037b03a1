package dev.caxton.embedded.cli;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.messaging.ReplyPart;
import java.util.function.Consumer;

/** An answer that is printed as it comes, and whole where it does not come in parts. */
public final class StreamedAnswer {

    private StreamedAnswer() {}

    /**
     * Asks, and prints the answer and the end of its line.
     *
     * @param tools told of each tool that was called, in words
     */
    public static AgentReply ask(
            Output output, Messages messages, AgentRef agent, AgentRequest request, Consumer<String> tools) {
        return ask(output, messages, agent, request, tools, accepted -> {});
    }

    /**
     * As {@link #ask(Output, Messages, AgentRef, AgentRequest, Consumer)}.
     *
     * @param acceptance told when the message is in its conversation
     */
    public static AgentReply ask(
            Output output,
            Messages messages,
            AgentRef agent,
            AgentRequest request,
            Consumer<String> tools,
            Consumer<ReplyPart.Accepted> acceptance) {
        StringBuilder told = new StringBuilder();
        AgentReply reply;
        try {
            reply = messages.ask(agent, request, part -> {
                if (part instanceof ReplyPart.Text text) {
                    told.append(text.text());
                    output.streamed(text.text());
                } else if (part instanceof ReplyPart.ToolCalled tool) {
                    tools.accept((tool.succeeded() ? "called " : "could not call ") + tool.tool());
                } else if (part instanceof ReplyPart.Accepted accepted) {
                    acceptance.accept(accepted);
                }
            });
        } catch (CaxtonException e) {
            if (!told.isEmpty()) {
                output.line("");
            }
            if (e.type() == ProblemType.NOT_ACCEPTABLE) {
                return whole(output, messages.ask(agent, request));
            }
            throw e;
        }
        if (!told.toString().equals(reply.reply().content())) {
            // What was streamed is not the stored answer: the answer counts.
            if (!told.isEmpty()) {
                output.line("");
            }
            return whole(output, reply);
        }
        output.line("");
        return reply;
    }

    private static AgentReply whole(Output output, AgentReply reply) {
        output.line(reply.reply().content());
        return reply;
    }
}
