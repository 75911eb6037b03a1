package dev.caxton.engine;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.Health;
import dev.caxton.api.spi.ChatModelProvider;
import dev.caxton.api.spi.EmbeddingModelProvider;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.EffectiveConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The engine of one CDI container: opened with what the application's beans add to it, and closed. Thread-safe. */
final class InjectedEngine {

    private static final String EAGER_START = "runtime.eager_start";

    private volatile @Nullable Opened opened;
    private volatile @Nullable Thread opener;
    private volatile boolean ending;

    /**
     * An open engine.
     *
     * @param engine the engine
     * @param parts what must be closed with it
     */
    private record Opened(EngineCaxton engine, Closing parts) {}

    /** Opens the engine; called by the container for the one instance of the bean. */
    EngineCaxton open(BeanManager beans, boolean hostHasMetrics) {
        if (ending) {
            throw CaxtonException.of(
                    ProblemType.DRAINING,
                    "The application is stopping, and its engine is not opened any more",
                    "Use the engine before the application's context is destroyed.");
        }
        if (Thread.currentThread().equals(opener)) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "A provider uses the engine while the engine is opened with it",
                    "Use the engine when a tool or model is called, not when its provider is made or asked.");
        }
        opener = Thread.currentThread();
        Closing parts = new Closing();
        try {
            FoundProviders providers = parts.add("providers", new FoundProviders(beans.createInstance()));
            EngineBuilder builder = EngineCaxton.builder().config(config(beans.createInstance()));
            providers.each(ToolProvider.class, builder::tools);
            providers.each(ChatModelProvider.class, builder::chatModels);
            providers.each(EmbeddingModelProvider.class, builder::embeddingModel);
            EngineCaxton engine = parts.add(
                    "engine", builder.onEvent(new CdiEvents(beans.getEvent())).open());
            if (hostHasMetrics) {
                parts.add("metrics of the host", MicroProfile.mirrorMetrics(engine, beans));
            }
            opened = new Opened(engine, parts);
            return engine;
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        } finally {
            opener = null;
        }
    }

    /** Closes what {@link #open} opened. */
    void close(Caxton engine) {
        Opened known = opened;
        if (known != null && known.engine().equals(engine)) {
            opened = null;
            known.parts().close();
        } else {
            engine.close();
        }
    }

    /** The container begins to go down: an engine that is open serves on until its bean is destroyed, no other is opened. */
    void end() {
        ending = true;
    }

    /** Health of the engine; empty while it has not been opened. */
    Optional<Health> health() {
        return Optional.ofNullable(opened).map(known -> known.engine().ops().health());
    }

    /** The registry of the open engine's metrics. */
    MeterRegistry meters() {
        return requireNonNull(opened, "opened").engine().meters();
    }

    /** Whether the configuration says that the engine opens with the application. */
    boolean startsEagerly(BeanManager beans) {
        Instance<EffectiveConfig> own = beans.createInstance().select(EffectiveConfig.class);
        if (own.isUnsatisfied()) {
            Map<String, String> values = configReader().peek(null, Map.of(), List.of(EAGER_START));
            return Boolean.parseBoolean(values.get(EAGER_START));
        }
        return config(beans.createInstance()).report().entries().stream()
                .anyMatch(entry -> entry.key().equals(EAGER_START) && Boolean.parseBoolean(entry.value()));
    }

    private static ConfigReader configReader() {
        return ConfigReader.ofProcess().with(MicroProfile.configSettings());
    }

    /** The application's own configuration, or else what a server started in the same place would read. */
    private static EffectiveConfig config(Instance<Object> beans) {
        Instance<EffectiveConfig> own = beans.select(EffectiveConfig.class);
        if (own.isUnsatisfied()) {
            return configReader().read(null, Map.of());
        }
        if (own.isAmbiguous()) {
            throw CaxtonException.of(
                    Problem.of(
                            ProblemType.INVALID_CONFIGURATION,
                            "There are several beans of type EffectiveConfig, expected one at most",
                            "Leave one of them, or make one an alternative."),
                    null);
        }
        return own.get();
    }
}
