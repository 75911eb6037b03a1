package dev.caxton.embedded.cli.server;

import dev.caxton.api.ExitCode;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.RunningServer;
import dev.caxton.embedded.cli.Verb;
import dev.caxton.wire.ServerAddress;
import java.util.Map;

/** {@code service status}. */
final class ServiceStatus implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        ServerAddress note = RunningServer.on(invocation.door().dataDir());
        Output output = invocation.output();
        if (output.json()) {
            output.json(
                    note == null
                            ? Map.of("running", false)
                            : Map.of(
                                    "running",
                                    true,
                                    "pid",
                                    note.pid(),
                                    "url",
                                    note.url().toString()));
        } else if (note != null) {
            output.line("running, pid " + note.pid() + ", " + note.url());
        } else {
            output.line("stopped");
        }
        return note == null ? ExitCode.FAILED : ExitCode.OK;
    }
}
