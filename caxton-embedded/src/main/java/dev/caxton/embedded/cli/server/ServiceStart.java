package dev.caxton.embedded.cli.server;

import dev.caxton.api.ExitCode;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code service start}. */
final class ServiceStart implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        return Background.start(invocation);
    }
}
