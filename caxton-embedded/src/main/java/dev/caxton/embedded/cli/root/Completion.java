package dev.caxton.embedded.cli.root;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.embedded.cli.CompletionScript;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code completion}. */
final class Completion implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        CompletionScript script = new CompletionScript(invocation.catalogue());
        invocation
                .output()
                .text(
                        switch (invocation.subject()) {
                            case "bash" -> script.bash();
                            case "zsh" -> script.zsh();
                            case "fish" -> script.fish();
                            default ->
                                throw CaxtonException.of(
                                        ProblemType.INVALID_ARGUMENT,
                                        "There is no completion for '" + invocation.subject()
                                                + "', expected bash, zsh or fish",
                                        (String) null);
                        });
        return ExitCode.OK;
    }
}
