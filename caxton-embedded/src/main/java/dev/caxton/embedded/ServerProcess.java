package dev.caxton.embedded;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.agent.ReloadReport;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.embedded.signal.Signals;
import dev.caxton.engine.config.CaxtonConfig;
import dev.caxton.war.http.RequestObserver;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that is there to be a server: TERM and INT drain and stop it, a second one stops it at once, HUP reloads
 * certificates and agents unless standard input is a terminal. A service manager that wants to is told how it goes.
 */
public final class ServerProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final int IMPATIENT = 130;

    private final AtomicReference<@Nullable EmbeddedServer> server = new AtomicReference<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean reloadAsked = new AtomicBoolean();
    private final CaxtonConfig config;

    private final Systemd systemd =
            Systemd.of(System.getenv(), ProcessHandle.current().pid());

    private ServerProcess(CaxtonConfig config) {
        this.config = config;
    }

    /** Starts a server and returns when it has stopped; a failed start is thrown. */
    public static void run(CaxtonConfig config, EngineStart engine, RequestObserver observer) {
        ServerProcess process = new ServerProcess(config);
        on("TERM", process::terminate);
        on("INT", process::terminate);
        if (!Terminal.interactive()) {
            on("HUP", process::reload);
        }
        process.serve(engine, observer);
    }

    private static void on(String signal, Runnable reaction) {
        if (!Signals.on(signal, reaction)) {
            LOG.debug("Signal {} is not handled", signal);
        }
    }

    private void serve(EngineStart engine, RequestObserver observer) {
        try (systemd) {
            EmbeddedServer started = EmbeddedServer.startOrEnd(config, engine, observer);
            server.set(started);
            if (asked.get()) {
                started.close(); // asked to stop while it started
            } else {
                reloadIfAsked();
            }
            systemd.ready("Serving " + started.uri(), started::isAlive);
            started.awaitStopped();
        }
    }

    private void terminate() {
        if (!asked.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(IMPATIENT);
        }
        EmbeddedServer running = server.get();
        if (running != null) {
            running.beginStop(config.server().shutdownTimeout());
            systemd.stopping();
        }
    }

    private void reload() {
        reloadAsked.set(true);
        reloadIfAsked();
    }

    /** A server that still starts does it afterwards: it may have read the files before they were changed. */
    private void reloadIfAsked() {
        EmbeddedServer running = server.get();
        if (running == null || !reloadAsked.getAndSet(false)) {
            return;
        }
        running.reloadCertificates();
        try {
            ReloadReport report = running.caxton().agents().reload(ReloadRequest.ALL);
            LOG.info(
                    "Reload on SIGHUP: {} agents looked at, successful: {}",
                    report.outcomes().size(),
                    report.successful());
        } catch (CaxtonException e) {
            LOG.error("Reload on SIGHUP failed: {}", e.getMessage());
        }
    }
}
