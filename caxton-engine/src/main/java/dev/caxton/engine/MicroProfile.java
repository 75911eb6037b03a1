package dev.caxton.engine;

import dev.caxton.api.ops.Health;
import dev.caxton.engine.config.HostSetting;
import dev.caxton.engine.microprofile.ConfigSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The specifications of MicroProfile that are on the class path, each used if it is there and passed over if not. Nothing
 * of theirs is named in this class but in what runs when it is there.
 */
public final class MicroProfile {

    private MicroProfile() {}

    /** What MicroProfile Config says for us; nothing where there is none. */
    public static List<HostSetting> configSettings() {
        return has("org.eclipse.microprofile.config.ConfigProvider") ? ConfigSettings.ofHost() : List.of();
    }

    /**
     * Adds the checks {@code caxton-answers}, {@code caxton-serves} and {@code caxton-agents-loaded} for MicroProfile
     * Health.
     *
     * @param health asked at each check; empty while there is no engine yet, which counts as up
     */
    public static void addHealthChecks(AfterBeanDiscovery event, Supplier<Optional<Health>> health) {
        if (has("org.eclipse.microprofile.health.HealthCheck")) {
            HealthBeans.add(event, health);
        }
    }

    /** Adds a {@code MetricRegistry} over these meters, for a host that has none of its own. */
    public static void addMetricRegistry(AfterBeanDiscovery event, Supplier<MeterRegistry> meters) {
        if (has(MetricsBeans.REGISTRY)) {
            MetricsBeans.add(event, meters);
        }
    }

    /** Shows an engine's metrics in the host's {@code MetricRegistry}; closing takes them away again. */
    static AutoCloseable mirrorMetrics(EngineCaxton engine, BeanManager beans) {
        return MetricsBeans.mirror(engine, beans);
    }

    private static boolean has(String type) {
        try {
            Class.forName(type, false, MicroProfile.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // that is the answer
        }
    }
}
