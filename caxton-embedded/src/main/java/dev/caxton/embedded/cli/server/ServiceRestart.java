package dev.caxton.embedded.cli.server;

import dev.caxton.api.ExitCode;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code service restart} and {@code server restart}. */
final class ServiceRestart implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        ExitCode stopped = Background.stop(invocation);
        return stopped == ExitCode.OK ? Background.start(invocation) : stopped;
    }
}
