package dev.caxton.embedded;

import dev.caxton.embedded.logging.ServerLog;
import dev.caxton.engine.EngineCaxton;
import dev.caxton.engine.config.EffectiveConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine behind the REST interface, in this process. */
public final class CaxtonServer {

    private CaxtonServer() {}

    /** Serves until the process is told to stop; a failed start is thrown as a {@code CaxtonException}. */
    public static void run(EffectiveConfig config) {
        ServerLog.configure(config.config().logging());
        Logger log = LoggerFactory.getLogger(CaxtonServer.class);
        config.report().warnings().forEach(log::warn);
        AtomicReference<@Nullable EngineCaxton> engine = new AtomicReference<>();
        ServerProcess.run(
                config.config(),
                (url, stop) -> {
                    EngineCaxton started = EngineCaxton.start(config, stop);
                    started.announce(url);
                    engine.set(started);
                    return started;
                },
                (method, route, status, nanos) -> {
                    EngineCaxton started = engine.get();
                    if (started != null) {
                        started.requestAnswered(method, route, status, Duration.ofNanos(nanos));
                    }
                });
    }
}
