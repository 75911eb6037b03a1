package dev.caxton.embedded.cli.server;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.embedded.cli.Await;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.RunningServer;
import dev.caxton.embedded.cli.Verb;
import dev.caxton.wire.ServerAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code shutdown}: returns when the server is gone. */
public final class Shutdown implements Verb {

    private static final Duration DRAINING = Duration.ofSeconds(25);
    private static final Duration CLOSING = Duration.ofSeconds(60);
    private static final Duration GLANCE = Duration.ofSeconds(2);

    /** A verb without state. */
    public Shutdown() {
        // Everything comes with the invocation.
    }

    @Override
    public ExitCode run(Invocation invocation) {
        if (invocation.has("--immediate") && invocation.has("--graceful")) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "--immediate and --graceful exclude each other", (String) null);
        }
        Output output = invocation.output();
        Duration patience = invocation.has("--immediate") ? Duration.ZERO : invocation.duration("--timeout", DRAINING);
        @Nullable ServerAddress local = local(invocation);
        invocation.caxton().ops().shutdown(patience);
        output.say("Stopping " + invocation.door().address().url());
        Duration limit = patience.plus(CLOSING);
        boolean gone = Await.until(limit, () -> local == null ? !answers(invocation) : !local.isAlive());
        if (!gone) {
            output.complain("The server is still there after " + limit.toSeconds() + "s");
            return ExitCode.FAILED;
        }
        output.say("Stopped.");
        return ExitCode.OK;
    }

    /** The note of the server that is stopped, if its data directory is here. */
    private static @Nullable ServerAddress local(Invocation invocation) {
        ServerAddress note = RunningServer.on(invocation.door().dataDir());
        return note != null && note.url().equals(invocation.door().address().url()) ? note : null;
    }

    private static boolean answers(Invocation invocation) {
        try (Caxton caxton = invocation.door().open(GLANCE)) {
            caxton.ops().version();
            return true;
        } catch (CaxtonException e) {
            return e.type() != ProblemType.UNREACHABLE;
        }
    }
}
