package dev.caxton.embedded.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Completion for shells: static tables from the catalogue, so that a key press starts no Java. */
public final class CompletionScript {

    private final Catalogue catalogue;

    /** Takes what is to be completed. */
    public CompletionScript(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** For bash: {@code source <(caxton completion bash)}. */
    public String bash() {
        return """
            # bash completion for caxton: source <(caxton completion bash)
            _caxton() {
                local current="${COMP_WORDS[COMP_CWORD]}" words="" first="" second="" word
                for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                    case "$word" in
                        -*) ;;
                        *) if [[ -z $first ]]; then first=$word; elif [[ -z $second ]]; then second=$word; fi ;;
                    esac
                done
                case "$first $second" in
            %s        esac
                [[ $current == -* ]] && words="$words %s"
                COMPREPLY=()
                while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$words" -- "$current")
                [[ -z $words || ${#COMPREPLY[@]} -eq 0 && $current != -* ]] &&
                    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
                return 0
            }
            complete -o filenames -F _caxton caxton ./caxton
            """.formatted(cases(), names(CommandLine.GLOBAL));
    }

    /** For zsh, by way of its bash completion. */
    public String zsh() {
        return "#compdef caxton\nautoload -Uz bashcompinit && bashcompinit\n" + bash();
    }

    /** For fish: {@code caxton completion fish | source}. */
    public String fish() {
        StringBuilder text = new StringBuilder("# fish completion for caxton: caxton completion fish | source\n");
        Map<String, String> firsts = firsts();
        firsts.forEach((word, help) -> text.append("complete -c caxton -n __fish_use_subcommand -a ")
                .append(quoted(word))
                .append(" -d ")
                .append(quoted(help))
                .append('\n'));
        for (Noun noun : catalogue.nouns()) {
            String names = String.join(" ", noun.names());
            List<String> verbs = new ArrayList<>();
            noun.commands().forEach(command -> verbs.addAll(command.names()));
            for (Command command : noun.commands()) {
                text.append("complete -c caxton -n '__fish_seen_subcommand_from ")
                        .append(names);
                text.append("; and not __fish_seen_subcommand_from ").append(String.join(" ", verbs));
                text.append("' -a ").append(quoted(command.name()));
                text.append(" -d ").append(quoted(command.summary())).append('\n');
                String seen = "__fish_seen_subcommand_from " + names + "; and __fish_seen_subcommand_from "
                        + String.join(" ", command.names());
                command.options().forEach(option -> option(text, seen, option));
            }
        }
        for (Command command : catalogue.root().commands()) {
            String seen = "__fish_seen_subcommand_from " + String.join(" ", command.names());
            command.options().forEach(option -> option(text, seen, option));
        }
        CommandLine.GLOBAL.forEach(option -> option(text, "", option));
        return text.toString();
    }

    private String cases() {
        StringBuilder text = new StringBuilder();
        for (Noun noun : catalogue.nouns()) {
            TreeSet<String> verbs = new TreeSet<>();
            for (Command command : noun.commands()) {
                verbs.addAll(command.names());
                for (String name : noun.names()) {
                    for (String spelling : command.names()) {
                        entry(text, name + " " + spelling, names(command.options()));
                    }
                }
            }
            for (String name : noun.names()) {
                entry(text, name + " ", String.join(" ", verbs));
            }
        }
        for (Command command : catalogue.root().commands()) {
            for (String name : command.names()) {
                String words = name.equals("completion") ? "bash zsh fish" : names(command.options());
                text.append("        \"")
                        .append(name)
                        .append(" \"*) words=\"")
                        .append(words)
                        .append("\" ;;\n");
            }
        }
        Catalogue.shortcuts().forEach((shortcut, full) -> {
            Noun noun = catalogue.noun(full.substring(0, Math.max(0, full.indexOf(' '))));
            Command command =
                    noun == null ? catalogue.root().command(full) : noun.command(full.substring(full.indexOf(' ') + 1));
            if (command != null) {
                entry(text, shortcut.contains(" ") ? shortcut : shortcut + " ", names(command.options()));
            }
        });
        entry(text, " ", String.join(" ", new TreeSet<>(firsts().keySet())));
        return text.toString();
    }

    private Map<String, String> firsts() {
        Map<String, String> words = new LinkedHashMap<>();
        catalogue.nouns().forEach(noun -> words.put(noun.name(), noun.summary()));
        catalogue.root().commands().forEach(command -> words.put(command.name(), command.summary()));
        Catalogue.shortcuts().forEach((shortcut, full) -> {
            if (!shortcut.contains(" ")) {
                words.put(shortcut, "As caxton " + full + ".");
            }
        });
        return words;
    }

    private static void entry(StringBuilder text, String pattern, String words) {
        text.append("        \"")
                .append(pattern)
                .append("\") words=\"")
                .append(words)
                .append("\" ;;\n");
    }

    private static void option(StringBuilder text, String seen, Option option) {
        text.append("complete -c caxton");
        if (!seen.isEmpty()) {
            text.append(" -n ").append(quoted(seen));
        }
        text.append(" -l ").append(option.name().substring(2)).append(option.takesValue() ? " -r" : "");
        if (!option.choices().isEmpty()) {
            text.append(" -f -a ").append(quoted(String.join(" ", option.choices())));
        }
        text.append(" -d ").append(quoted(HelpText.remark(option))).append('\n');
    }

    private static String names(List<Option> options) {
        StringBuilder names = new StringBuilder();
        options.forEach(option -> names.append(names.isEmpty() ? "" : " ").append(option.name()));
        return names.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
