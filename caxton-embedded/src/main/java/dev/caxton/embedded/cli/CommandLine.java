package dev.caxton.embedded.cli;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.wire.NearMiss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command line that was understood.
 *
 * @param command the entry of the catalogue
 * @param arguments words without dashes, after noun and verb
 * @param options values by option name; a flag has an empty value
 */
public record CommandLine(Command command, List<String> arguments, Map<String, List<String>> options) {

    /** What every command takes, wherever it is written. */
    static final List<Option> GLOBAL = Command.parse("", """
        every
          --url=<url>              server to talk to; else CAXTON_URL, the data directory's, the configuration's
          --config=<file>          configuration file; else CAXTON_CONFIG, ./caxton.yaml, /etc/caxton/caxton.yaml
          --data-dir=<directory>   data directory; else CAXTON_DATA_DIR, the configuration's, ./data
          --key-file=<file>        file with the key to send; else CAXTON_API_KEY, CAXTON_API_KEY_FILE, the local server's
          --ca-file=<file>         PEM file of the authorities to trust for https; else CAXTON_CA_FILE
          --client-cert=<file>     PEM file of the certificate to show a server; else CAXTON_CLIENT_CERT
          --client-key=<file>      PEM file of its private key; else CAXTON_CLIENT_KEY, the same file
          --json                   print JSON, as --format json and -o json do
          --format=<json|table>    how to print data
          --quiet                  print data and errors only; short -q
          --yes                    answer yes to every question; short -y
          --help                   show help; short -h
        """).getFirst().options();

    private static final Map<String, String> SHORT =
            Map.of("-o", "--format", "-q", "--quiet", "-y", "--yes", "-h", "--help");

    public CommandLine {
        arguments = List.copyOf(arguments);
        options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** Whether an option was given. */
    boolean has(String option) {
        return options.containsKey(option);
    }

    /**
     * Understands a command line, or throws an {@code INVALID_ARGUMENT} that says what is wrong and what is near. With
     * {@code --help} nothing is missed.
     */
    static CommandLine parse(Catalogue catalogue, List<String> typed) {
        List<String> words = catalogue.withoutShortcuts(typed);
        Map<String, List<String>> options = new LinkedHashMap<>();
        int at = globals(words, 0, options);
        if (at == words.size()) {
            String meant = options.remove("--version") != null ? "version" : "help";
            options.remove("--help");
            return new CommandLine(catalogue.root(meant), List.of(), options);
        }
        String first = words.get(at++);
        Command command = catalogue.root().command(first);
        Noun noun = command == null ? catalogue.noun(first) : null;
        if (noun != null) {
            at = globals(words, at, options);
            boolean bare = at == words.size() || words.get(at).startsWith("-");
            if (bare && (options.containsKey("--help") || at == words.size() && noun.bare() == null)) {
                options.remove("--help");
                return new CommandLine(catalogue.root("help"), List.of(noun.name()), options);
            }
            command = verb(noun, first, bare ? noun.bare() : words.get(at));
            at += bare ? 0 : 1;
        }
        if (command == null) {
            throw unknown("'" + first + "' is not a command of caxton", first, catalogue.firstWords(), "");
        }
        return rest(command, words, at, options);
    }

    private static Command verb(Noun noun, String typed, @Nullable String word) {
        if (word == null) {
            throw usage("'caxton " + typed + "' needs a verb before its options", help(noun.name()));
        }
        Command command = noun.command(word);
        if (command == null) {
            List<String> verbs = new ArrayList<>();
            noun.commands().forEach(each -> verbs.addAll(each.names()));
            throw unknown("'" + word + "' is not a verb of 'caxton " + typed + "'", word, verbs, noun.name());
        }
        return command;
    }

    private static CommandLine rest(Command command, List<String> words, int from, Map<String, List<String>> options) {
        List<String> arguments = new ArrayList<>();
        boolean onlyArguments = false;
        for (int at = from; at < words.size(); at++) {
            String word = words.get(at);
            if (onlyArguments || !word.startsWith("-") || word.equals("-")) {
                arguments.add(word);
            } else if (word.equals("--")) {
                onlyArguments = true;
            } else {
                at = option(command, words, at, options);
            }
        }
        CommandLine line = new CommandLine(command, arguments, options);
        if (!line.has("--help")) {
            line.checkArguments();
        }
        return line;
    }

    private void checkArguments() {
        if (arguments.size() < command.required()) {
            String missing = command.arguments().get(arguments.size());
            throw usage("'caxton " + command.words() + "' needs " + missing, help(command.words()));
        }
        if (arguments.size() > command.most()) {
            throw usage(
                    "'" + arguments.get(command.most()) + "' is one argument too many for 'caxton " + command.words()
                            + "'",
                    help(command.words()));
        }
    }

    /** Reads global options; the position after them. */
    private static int globals(List<String> words, int from, Map<String, List<String>> options) {
        int at = from;
        while (at < words.size() && words.get(at).startsWith("-")) {
            String word = words.get(at);
            String name = name(word);
            if (from == 0 && (word.equals("--version") || word.equals("-V"))) {
                options.put("--version", List.of(""));
            } else if (find(GLOBAL, name) != null) {
                at = option(null, words, at, options);
            } else if (from == 0) {
                throw usage("'" + word + "' is not an option of caxton", help(""));
            } else {
                return at;
            }
            at++;
        }
        return at;
    }

    /** Reads one option; the position of its last word. */
    private static int option(
            @Nullable Command command, List<String> words, int at, Map<String, List<String>> options) {
        String word = words.get(at);
        String name = name(word);
        Option option = command == null ? null : find(command.options(), name);
        if (option == null) {
            option = find(GLOBAL, name);
        }
        if (option == null) {
            List<String> known = new ArrayList<>();
            (command == null ? List.<Option>of() : command.options()).forEach(each -> known.add(each.name()));
            GLOBAL.forEach(each -> known.add(each.name()));
            String of = command == null ? "caxton" : "'caxton " + command.words() + "'";
            throw unknown(
                    "'" + name + "' is not an option of " + of, name, known, command == null ? "" : command.words());
        }
        int equals = word.indexOf('=');
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw usage("'" + name + "' takes no value", null);
            }
            options.put(option.name(), List.of(""));
            return at;
        }
        if (equals < 0 && at + 1 == words.size()) {
            throw usage("'" + name + "' needs a value: " + option.form(), null);
        }
        String value = equals < 0 ? words.get(at + 1) : word.substring(equals + 1);
        option.check(value);
        List<String> values = new ArrayList<>(options.getOrDefault(option.name(), List.of()));
        values.add(value);
        options.put(option.name(), values);
        return equals < 0 ? at + 1 : at;
    }

    private static String name(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        return SHORT.getOrDefault(name, name);
    }

    private static @Nullable Option find(List<Option> options, String name) {
        for (Option option : options) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        return null;
    }

    private static String help(String words) {
        return "See 'caxton" + (words.isEmpty() ? "" : " " + words) + " --help'.";
    }

    /** A word that is not in a list: the hint names what is near, or where the list is. */
    private static CaxtonException unknown(String detail, String word, List<String> known, String helpWords) {
        String near = NearMiss.hint(word, known, null);
        return usage(
                detail, near == null ? help(helpWords) : Character.toUpperCase(near.charAt(0)) + near.substring(1));
    }

    private static CaxtonException usage(String detail, @Nullable String hint) {
        return CaxtonException.of(ProblemType.INVALID_ARGUMENT, detail, hint);
    }
}
