package dev.caxton.embedded.cli;

import dev.caxton.api.ExitCode;

/** What a command does. */
public interface Verb {

    /** Does it; a {@link dev.caxton.api.CaxtonException} becomes a message and the exit code of its type. */
    ExitCode run(Invocation invocation);
}
