package dev.caxton.embedded.cli.agents;

import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.messaging.Performative;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.StreamedAnswer;
import dev.caxton.embedded.cli.Verb;
import java.time.Duration;

/** {@code agents message}: the reply's text goes to standard output as it comes, what it rests on to standard error. */
final class MessageAgent implements Verb {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public ExitCode run(Invocation invocation) {
        String text = invocation.arguments().size() > 1 ? invocation.arguments().get(1) : "-";
        String conversation = invocation.text("--conversation");
        AgentRequest request = new AgentRequest(
                text.equals("-") ? invocation.readInput() : text,
                conversation == null ? null : ConversationId.parse(conversation),
                invocation.text("--key"));
        AgentReply reply = ask(invocation, request);
        Output output = invocation.output();
        output.say("conversation " + reply.conversationId() + ", answered by " + reply.provider()
                + (reply.toolsUsed().isEmpty() ? "" : " with " + String.join(", ", reply.toolsUsed())));
        return answered(reply) ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Sends a message and prints the reply. */
    static AgentReply ask(Invocation invocation, AgentRequest request) {
        Output output = invocation.output();
        AgentRef agent = AgentRef.of(invocation.subject());
        try (var caxton = invocation.door().open(invocation.duration("--timeout", PATIENCE))) {
            Messages messages = caxton.messages();
            if (output.json()) {
                AgentReply reply = messages.ask(agent, request);
                output.json(reply);
                return reply;
            }
            if (invocation.has("--no-stream")) {
                AgentReply reply = messages.ask(agent, request);
                output.line(reply.reply().content());
                return reply;
            }
            return StreamedAnswer.ask(output, messages, agent, request, output::say);
        }
    }

    /** Whether the agent had an answer. */
    static boolean answered(AgentReply reply) {
        return reply.reply().performative() == Performative.INFORM;
    }
}
