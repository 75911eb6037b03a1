package dev.caxton.embedded.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A noun of the command line with its verbs.
 *
 * @param names its name and then its other spellings; the empty name holds the commands of one word
 * @param summary what it is about
 * @param commands its verbs
 * @param bare the verb that is meant when none is given; null if one must be given
 */
public record Noun(
        List<String> names,
        String summary,
        List<Command> commands,
        @Nullable String bare) {
    public Noun {
        names = List.copyOf(names);
        commands = List.copyOf(commands);
    }

    /** A noun whose verbs a catalogue lists; names are separated by commas. */
    public static Noun of(String names, String summary, String catalogue) {
        return of(names, summary, catalogue, null);
    }

    /** As {@link #of(String, String, String)}, with a verb that is meant when none is given. */
    public static Noun of(String names, String summary, String catalogue, @Nullable String bare) {
        List<String> spellings = List.of(names.split(",", -1));
        return new Noun(spellings, summary, Command.parse(spellings.getFirst(), catalogue), bare);
    }

    /** Its first spelling. */
    public String name() {
        return names.getFirst();
    }

    /** The verb of a spelling; null if it has none. */
    public @Nullable Command command(String word) {
        for (Command command : commands) {
            if (command.names().contains(word)) {
                return command;
            }
        }
        return null;
    }
}
