package dev.caxton.embedded;

import dev.caxton.api.Caxton;
import dev.caxton.embedded.logging.ServerLog;
import dev.caxton.engine.EngineCaxton;
import dev.caxton.engine.config.EffectiveConfig;
import dev.caxton.engine.config.TlsConfig;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
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
        Engine engine = new Engine(config);
        ServerProcess.run(
                config.config(),
                engine,
                (method, route, status, nanos) -> engine.whenStarted(
                        started -> started.requestAnswered(method, route, status, Duration.ofNanos(nanos))));
    }

    /** The engine of this process, once it has started. */
    private static final class Engine implements EngineStart {

        private final EffectiveConfig config;
        private volatile @Nullable EngineCaxton started;

        Engine(EffectiveConfig config) {
            this.config = config;
        }

        @Override
        public Caxton start(URI url, Consumer<Duration> stop) {
            EngineCaxton engine = EngineCaxton.start(config, stop);
            TlsConfig tls = config.config().network().tls();
            engine.announce(url, tls.enabled() ? tls.certificate() : null);
            started = engine;
            return engine;
        }

        @Override
        public void stopping(Duration patience) {
            whenStarted(engine -> engine.stopWithin(patience));
        }

        void whenStarted(Consumer<EngineCaxton> action) {
            EngineCaxton engine = started;
            if (engine != null) {
                action.accept(engine);
            }
        }
    }
}
