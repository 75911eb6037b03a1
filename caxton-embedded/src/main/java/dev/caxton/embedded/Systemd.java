package dev.caxton.embedded;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service manager that started this process, if it wants to hear from it: that the server serves, that it is still
 * there, and that it stops. It is told through {@code systemd-notify}, because Java has no datagrams over Unix sockets;
 * the unit therefore needs {@code NotifyAccess=all}. Without {@code NOTIFY_SOCKET} nothing is done. Thread-safe.
 */
final class Systemd implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final boolean listens;
    private final @Nullable Duration watchdog;
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("caxton-watchdog").daemon().unstarted(task));

    private Systemd(boolean listens, @Nullable Duration watchdog) {
        this.listens = listens;
        this.watchdog = watchdog;
    }

    /** What the environment of a process says. */
    static Systemd of(Map<String, String> environment, long pid) {
        String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
        String process = environment.getOrDefault("WATCHDOG_PID", "");
        boolean meant = process.isEmpty() || process.equals(Long.toString(pid));
        return new Systemd(!socket.isEmpty(), meant ? interval(environment.getOrDefault("WATCHDOG_USEC", "")) : null);
    }

    private static @Nullable Duration interval(String micros) {
        if (micros.isEmpty()) {
            return null;
        }
        try {
            return Duration.of(Long.parseLong(micros), java.time.temporal.ChronoUnit.MICROS);
        } catch (NumberFormatException e) {
            LOG.warn("WATCHDOG_USEC is '{}', expected microseconds; no watchdog is served", micros);
            return null;
        }
    }

    /**
     * Says that the server serves, and from now on, twice in each interval of the watchdog, that it is alive: as long as
     * the question for that is answered with yes, and in time.
     */
    void ready(String status, BooleanSupplier alive) {
        if (!listens || !tell("READY=1", "STATUS=" + status) || watchdog == null) {
            return;
        }
        long period = Math.max(1, watchdog.toMillis() / 2);
        var unused = pulse.scheduleAtFixedRate(() -> pulse(alive), 0, period, TimeUnit.MILLISECONDS);
    }

    private void pulse(BooleanSupplier alive) {
        boolean answer;
        try {
            answer = alive.getAsBoolean();
        } catch (RuntimeException e) {
            // An exception would end the pulse for good; the next one may be well again.
            LOG.error("The server does not say whether it is alive, and the watchdog is not told so", e);
            return;
        }
        if (answer) {
            var told = tell("WATCHDOG=1");
            LOG.trace("Watchdog told: {}", told);
        }
    }

    /** Says that the server stops. */
    void stopping() {
        if (listens) {
            var told = tell("STOPPING=1", "STATUS=Stopping");
            LOG.trace("Stop told: {}", told);
        }
    }

    private static boolean tell(String... words) {
        List<String> command = new ArrayList<>(List.of("systemd-notify"));
        command.addAll(List.of(words));
        try {
            Process notify = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!notify.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                notify.destroyForcibly();
                LOG.warn("systemd-notify {} did not end within {} s", words[0], PATIENCE.toSeconds());
                return false;
            }
            if (notify.exitValue() != 0) {
                LOG.warn("systemd-notify {} ended with exit code {}", words[0], notify.exitValue());
                return false;
            }
            return true;
        } catch (IOException e) {
            LOG.warn("NOTIFY_SOCKET is set, and systemd-notify cannot be run: {}", e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        pulse.shutdownNow();
    }
}
