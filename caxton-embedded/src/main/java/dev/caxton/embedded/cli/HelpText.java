package dev.caxton.embedded.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Help for people. */
public final class HelpText {

    private HelpText() {}

    /** Everything at a glance. */
    public static String of(Catalogue catalogue) {
        StringBuilder text = new StringBuilder("Usage: caxton <noun> <verb> [arguments] [options]\n\nNouns:\n");
        List<List<String>> built = new ArrayList<>();
        List<String> planned = new ArrayList<>();
        for (Noun noun : catalogue.nouns()) {
            if (noun.commands().stream().anyMatch(command -> command.availability() == Availability.BUILT)) {
                built.add(List.of(noun.name(), noun.summary()));
            } else {
                planned.add(noun.name());
            }
        }
        columns(text, built);
        text.append("\nCommands of one word:\n");
        List<List<String>> words = new ArrayList<>();
        for (Command command : catalogue.root().commands()) {
            if (command.availability() == Availability.BUILT) {
                words.add(List.of(command.name(), command.summary()));
            }
        }
        columns(text, words);
        text.append("\nShort forms:\n");
        List<List<String>> shortcuts = new ArrayList<>();
        for (Map.Entry<String, String> shortcut : new TreeMap<>(Catalogue.shortcuts()).entrySet()) {
            shortcuts.add(List.of(shortcut.getKey(), "caxton " + shortcut.getValue()));
        }
        columns(text, shortcuts);
        text.append("\nNot built yet: ").append(String.join(", ", planned)).append("\n\nOptions of every command:\n");
        options(text, CommandLine.GLOBAL);
        return text.append("\nSee 'caxton <noun> --help' for its verbs.\n").toString();
    }

    /** A noun's verbs. */
    public static String of(Noun noun) {
        StringBuilder text = new StringBuilder(noun.summary() + "\n\nUsage: caxton " + noun.name() + " <verb>\n\n");
        List<List<String>> built = new ArrayList<>();
        List<String> planned = new ArrayList<>();
        for (Command command : noun.commands()) {
            if (command.availability() == Availability.BUILT) {
                built.add(List.of(form(command), command.summary()));
            } else {
                planned.add(command.name());
            }
        }
        columns(text, built);
        if (!planned.isEmpty()) {
            text.append(built.isEmpty() ? "" : "\n").append("Not built yet: ");
            text.append(String.join(", ", planned)).append('\n');
        }
        return text.toString();
    }

    /** One command. */
    public static String of(Command command) {
        StringBuilder text = new StringBuilder(command.summary());
        if (command.availability() != Availability.BUILT) {
            text.append(" (").append(command.availability().remark()).append(')');
        }
        text.append("\n\nUsage: caxton ").append(command.noun().isEmpty() ? "" : command.noun() + " ");
        text.append(form(command))
                .append(command.options().isEmpty() ? "" : " [options]")
                .append('\n');
        if (command.names().size() > 1) {
            text.append("Also: ")
                    .append(String.join(
                            ", ", command.names().subList(1, command.names().size())))
                    .append('\n');
        }
        if (!command.options().isEmpty()) {
            text.append("\nOptions:\n");
            options(text, command.options());
        }
        return text.append("\nOptions of every command are listed by 'caxton help'.\n")
                .toString();
    }

    private static String form(Command command) {
        return command.arguments().isEmpty()
                ? command.name()
                : command.name() + " " + String.join(" ", command.arguments());
    }

    private static void options(StringBuilder text, List<Option> options) {
        List<List<String>> rows = new ArrayList<>();
        for (Option option : options) {
            rows.add(List.of(option.form(), remark(option)));
        }
        columns(text, rows);
    }

    /** What an option does, or why it does nothing. */
    static String remark(Option option) {
        return option.availability() == Availability.BUILT
                ? option.help()
                : option.availability().remark();
    }

    private static void columns(StringBuilder text, List<List<String>> rows) {
        int width = rows.stream().mapToInt(row -> row.getFirst().length()).max().orElse(0);
        for (List<String> row : rows) {
            String first = row.getFirst();
            String line = "  " + first + " ".repeat(width - first.length() + 2) + row.get(1);
            text.append(line.stripTrailing()).append('\n');
        }
    }
}
