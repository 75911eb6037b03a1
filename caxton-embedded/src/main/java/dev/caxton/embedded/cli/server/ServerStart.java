package dev.caxton.embedded.cli.server;

import dev.caxton.api.ExitCode;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code server start}, {@code start}, {@code serve}: returns when the server has ended. */
final class ServerStart implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        return invocation.engine().serve(invocation.door().configFile(), Settings.of(invocation));
    }
}
