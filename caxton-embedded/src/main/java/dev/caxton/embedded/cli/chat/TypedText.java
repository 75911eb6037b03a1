package dev.caxton.embedded.cli.chat;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages as they are typed or piped, in UTF-8: a line each, or several that end with a backslash, or those between two
 * lines of {@code """}. The terminal edits the line; nothing is kept of what was typed.
 */
final class TypedText {

    /** Asks for a message. */
    static final String PROMPT = "> ";

    private static final String MORE = "… ";
    private static final String FENCE = "\"\"\"";

    private final BufferedReader in;
    private final Consumer<String> prompt;
    private final AtomicBoolean discarded = new AtomicBoolean();

    TypedText(InputStream in, Consumer<String> prompt) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.prompt = prompt;
    }

    /** Forgets the lines of the message that is being typed; may be called by another thread. */
    void discard() {
        discarded.set(true);
    }

    /** The next message; null at the end. */
    @Nullable
    String next() {
        StringBuilder text = new StringBuilder();
        boolean fenced = false;
        prompt.accept(PROMPT);
        discarded.set(false);
        for (String line = line(); line != null; line = line()) {
            if (discarded.getAndSet(false)) {
                text.setLength(0);
                fenced = false;
            }
            if (line.strip().equals(FENCE)) {
                if (fenced) {
                    return text.toString();
                }
                fenced = text.isEmpty();
                if (!fenced) {
                    return text.append(line).toString();
                }
            } else if (fenced) {
                text.append(line).append('\n');
            } else if (line.endsWith("\\")) {
                text.append(line, 0, line.length() - 1).append('\n');
            } else {
                return text.append(line).toString();
            }
            prompt.accept(MORE);
        }
        prompt.accept("\n");
        return text.isEmpty() ? null : text.toString();
    }

    private @Nullable String line() {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw CaxtonException.of(
                    Problem.of(ProblemType.INVALID_ARGUMENT, "Standard input cannot be read: " + e.getMessage(), null),
                    e);
        }
    }
}
