package dev.caxton.embedded.cli.agents;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code agents test}. */
final class TestAgent implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        String text = invocation.text("--input") == null ? invocation.text("--query") : invocation.text("--input");
        if (text == null) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "'caxton agents test' needs a message",
                    "Give one with --input <text>.");
        }
        AgentReply reply = MessageAgent.ask(invocation, AgentRequest.of(text));
        if (MessageAgent.answered(reply)) {
            return ExitCode.OK;
        }
        invocation
                .output()
                .complain(reply.agent() + " answered " + reply.reply().performative());
        return ExitCode.FAILED;
    }
}
