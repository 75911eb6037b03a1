package dev.caxton.embedded.cli.root;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.embedded.cli.Catalogue;
import dev.caxton.embedded.cli.Command;
import dev.caxton.embedded.cli.HelpText;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Noun;
import dev.caxton.embedded.cli.Reference;
import dev.caxton.embedded.cli.Verb;
import java.util.List;

/** {@code help}, of everything, of a noun or of a command. */
final class Help implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.output().text(text(invocation));
        return ExitCode.OK;
    }

    private static String text(Invocation invocation) {
        Catalogue catalogue = invocation.catalogue();
        if (invocation.has("--markdown")) {
            return Reference.of(catalogue);
        }
        List<String> words = catalogue.withoutShortcuts(invocation.arguments());
        if (words.isEmpty()) {
            return HelpText.of(catalogue);
        }
        Command root = catalogue.root().command(words.getFirst());
        if (root != null && words.size() == 1) {
            return HelpText.of(root);
        }
        Noun noun = catalogue.noun(words.getFirst());
        if (noun != null && words.size() == 1) {
            return HelpText.of(noun);
        }
        Command command = noun == null ? null : noun.command(words.get(1));
        if (command == null) {
            throw CaxtonException.of(
                    ProblemType.NOT_FOUND,
                    "There is no command 'caxton " + String.join(" ", words) + "'",
                    "See 'caxton help'.");
        }
        return HelpText.of(command);
    }
}
