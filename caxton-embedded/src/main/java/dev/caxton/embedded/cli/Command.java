package dev.caxton.embedded.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * One entry of the catalogue.
 *
 * @param noun its noun; empty for a command of one word
 * @param names its name and then its other spellings
 * @param arguments what follows without dashes, such as {@code <agent>}, {@code [file]} or {@code [file]...}
 * @param summary what it does, in one sentence
 * @param availability whether it works, and if not why
 * @param options its own options, besides those that every command takes
 */
public record Command(
        String noun,
        List<String> names,
        List<String> arguments,
        String summary,
        Availability availability,
        List<Option> options) {
    public Command {
        names = List.copyOf(names);
        arguments = List.copyOf(arguments);
        options = List.copyOf(options);
    }

    /** Its first spelling. */
    public String name() {
        return names.getFirst();
    }

    /** Noun and name, as they are typed. */
    public String words() {
        return noun.isEmpty() ? name() : noun + " " + name();
    }

    int required() {
        int count = 0;
        for (String argument : arguments) {
            count += argument.startsWith("<") ? 1 : 0;
        }
        return count;
    }

    int most() {
        boolean endless = !arguments.isEmpty() && arguments.getLast().endsWith("...");
        return endless ? Integer.MAX_VALUE : arguments.size();
    }

    /**
     * Reads a catalogue. A line at the margin is a command: {@code name,alias <argument> | summary}, after the
     * mark of its {@link Availability}. Indented lines are its options.
     */
    static List<Command> parse(String noun, String catalogue) {
        List<Command> commands = new ArrayList<>();
        String header = null;
        List<Option> options = new ArrayList<>();
        for (String line : catalogue.split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            if (line.charAt(0) == ' ') {
                options.add(Option.parse(line));
                continue;
            }
            if (header != null) {
                commands.add(of(noun, header, options));
                options.clear();
            }
            header = line;
        }
        if (header != null) {
            commands.add(of(noun, header, options));
        }
        return commands;
    }

    private static Command of(String noun, String header, List<Option> options) {
        Availability availability = Availability.ofMark(header.charAt(0));
        int bar = header.indexOf(" | ");
        String form = header.substring(availability == Availability.BUILT ? 0 : 1, bar < 0 ? header.length() : bar);
        String[] words = form.strip().split(" +");
        return new Command(
                noun,
                List.of(words[0].split(",")),
                List.of(words).subList(1, words.length),
                bar < 0 ? "" : header.substring(bar + 3).strip(),
                availability,
                options);
    }
}
