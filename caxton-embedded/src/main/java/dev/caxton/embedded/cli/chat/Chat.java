package dev.caxton.embedded.cli.chat;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import dev.caxton.embedded.signal.Signals;
import org.jspecify.annotations.Nullable;

/**
 * {@code chat}: reads messages, prints answers. Answers go to standard output, everything else to standard error; where
 * standard input is no terminal there is nothing else, and the first problem ends it with its exit code.
 */
public final class Chat implements Verb {

    /** A verb without state. */
    public Chat() {
        // Everything comes with the invocation.
    }

    @Override
    public ExitCode run(Invocation invocation) {
        AgentRef named = AgentRef.of(invocation.subject());
        AgentDescription agent = invocation.caxton().agents().describe(named);
        Conversing conversing = new Conversing(invocation, agent.slug());
        String continued = invocation.text("--conversation");
        if (continued != null) {
            ConversationId conversation = ConversationId.parse(continued);
            invocation.caxton().messages().conversation(conversation);
            conversing.continues(conversation);
        }
        boolean interactive = invocation.surroundings().interactive();
        return interactive ? talk(invocation, conversing, agent) : answer(invocation, conversing);
    }

    /** Somebody types. */
    private static ExitCode talk(Invocation invocation, Conversing conversing, AgentDescription agent) {
        Output output = invocation.output();
        TypedText typed = new TypedText(invocation.surroundings().in(), output::ask);
        output.say(agent.name() + " " + agent.version() + ". /help says what can be typed, Ctrl-D leaves.");
        if (conversing.conversation() != null) {
            ChatCommand.HISTORY.run(conversing, output);
        }
        Signals.on("INT", () -> {
            if (!conversing.interrupt()) {
                typed.discard();
                output.ask("\n(Ctrl-D or /quit leaves)\n" + TypedText.PROMPT);
            }
        });
        for (String text = typed.next(); text != null; text = typed.next()) {
            try {
                if (!take(conversing, output, text)) {
                    break;
                }
            } catch (CaxtonException e) {
                complain(output, e);
            }
        }
        sayWhereToGoOn(conversing, output);
        return ExitCode.OK;
    }

    /** Something is piped in. */
    private static ExitCode answer(Invocation invocation, Conversing conversing) {
        TypedText typed = new TypedText(invocation.surroundings().in(), prompt -> {});
        for (String text = typed.next(); text != null; text = typed.next()) {
            if (!take(conversing, invocation.output(), text)) {
                break;
            }
        }
        sayWhereToGoOn(conversing, invocation.output());
        return conversing.allAnswered() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Does what a text says; whether to go on. */
    private static boolean take(Conversing conversing, Output output, String text) {
        ChatCommand command = ChatCommand.of(text);
        if (command != null) {
            return command.run(conversing, output);
        }
        if (!text.isBlank()) {
            conversing.ask(text.startsWith("//") ? text.substring(1) : text);
        }
        return true;
    }

    private static void complain(Output output, CaxtonException problem) {
        String hint = problem.hint();
        output.complain("caxton: " + problem.getMessage() + (hint == null ? "" : " (" + hint + ")"));
    }

    private static void sayWhereToGoOn(Conversing conversing, Output output) {
        @Nullable ConversationId conversation = conversing.conversation();
        if (conversation != null) {
            output.say("conversation " + conversation);
        }
    }
}
