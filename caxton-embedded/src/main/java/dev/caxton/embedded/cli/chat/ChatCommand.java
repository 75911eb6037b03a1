package dev.caxton.embedded.cli.chat;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.embedded.cli.Output;
import dev.caxton.wire.NearMiss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be typed instead of a message. */
enum ChatCommand {
    /** Shows what can be typed. */
    HELP("/help") {
        @Override
        boolean run(Conversing conversing, Output output) {
            output.say("""
                Type a message and press Enter.
                A line that ends with \\ goes on in the next; lines between two lines of \"\"\" are one message.
                /history  the conversation so far
                /new      begin another conversation
                /quit     leave, as Ctrl-D does
                Ctrl-C gives up waiting for an answer. // at the beginning of a line stands for /.\
                """);
            return true;
        }
    },
    /** Shows the conversation. */
    HISTORY("/history") {
        @Override
        boolean run(Conversing conversing, Output output) {
            List<ConversationMessage> messages = conversing.history();
            if (messages.isEmpty()) {
                output.say("Nothing has been said yet.");
            }
            for (ConversationMessage message : messages) {
                String who = message.sender().equals("user") ? "you" : message.sender();
                output.line(who + ": " + message.content().strip());
            }
            output.flush();
            return true;
        }
    },
    /** Begins another conversation. */
    NEW("/new") {
        @Override
        boolean run(Conversing conversing, Output output) {
            conversing.continues(null);
            output.say("The next message begins another conversation.");
            return true;
        }
    },
    /** Leaves. */
    QUIT("/quit") {
        @Override
        boolean run(Conversing conversing, Output output) {
            return false;
        }
    };

    private final String word;

    ChatCommand(String word) {
        this.word = word;
    }

    /** Does it; whether to go on. */
    abstract boolean run(Conversing conversing, Output output);

    /** The command that a text is; null for a message. A word with one slash that is none of them is a mistake. */
    static @Nullable ChatCommand of(String text) {
        String typed = text.strip();
        if (!typed.matches("/[a-z]+")) {
            return null;
        }
        List<String> words = new ArrayList<>();
        for (ChatCommand command : values()) {
            if (command.word.equals(typed)) {
                return command;
            }
            words.add(command.word);
        }
        throw CaxtonException.of(
                ProblemType.INVALID_ARGUMENT,
                "'" + typed + "' is not one of " + String.join(", ", words),
                NearMiss.hint(typed, words, "write /" + typed + " to send it as a message"));
    }
}
