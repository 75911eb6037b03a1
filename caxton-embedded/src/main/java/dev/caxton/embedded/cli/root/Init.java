package dev.caxton.embedded.cli.root;

import dev.caxton.api.ExitCode;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code init}. */
final class Init implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        invocation
                .engine()
                .init(
                        invocation.surroundings().workingDirectory(),
                        invocation.pathOption("--data-dir"),
                        invocation.pathOption("--agents-dir"))
                .forEach(invocation.output()::line);
        return ExitCode.OK;
    }
}
