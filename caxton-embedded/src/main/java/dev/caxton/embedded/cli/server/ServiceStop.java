package dev.caxton.embedded.cli.server;

import dev.caxton.api.ExitCode;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code service stop}. */
final class ServiceStop implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        return Background.stop(invocation);
    }
}
