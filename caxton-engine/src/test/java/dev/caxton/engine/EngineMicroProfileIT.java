package dev.caxton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.ops.Operations;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine in a program whose host has MicroProfile Health and Metrics, of SmallRye; and in one that has the APIs only. */
class EngineMicroProfileIT {

    @TempDir
    Path directory;

    private EngineHouse house;

    @BeforeEach
    void furnish() {
        house = new EngineHouse(directory).withPorter("1.0.0", "", "embedded");
    }

    @Test
    void theHostsHealthHasTheEnginesChecksAndDoesNotOpenIt() {
        try (SeContainer container = house.hosted(house.config())) {
            SmallRyeHealthReporter reporter =
                    container.select(SmallRyeHealthReporter.class).get();

            SmallRyeHealth before = reporter.getHealth();
            assertThat(before.isDown()).isFalse();
            assertThat(before.getPayload().toString())
                    .contains("caxton-answers", "caxton-serves", "caxton-agents-loaded", "not opened");
            assertThat(house.data()).doesNotExist();

            container.select(Operations.class).get().version();
            assertThat(reporter.getReadiness().getPayload().toString())
                    .contains("caxton-serves")
                    .doesNotContain("not opened");
            assertThat(reporter.getLiveness().getPayload().toString()).contains("caxton-answers");
            assertThat(reporter.getStartup().getPayload().toString()).contains("caxton-agents-loaded");
        }
    }

    /** A bean that looks at the host's metrics. */
    @Dependent
    static class Onlooker {
        @Inject
        MetricRegistry registry;
    }

    @Test
    void theHostsRegistryShowsTheEnginesMetricsWhileItIsOpen() {
        MetricRegistry host;
        try (SeContainer container = house.hosted(house.config(), Onlooker.class)) {
            host = container.select(Onlooker.class).get().registry;
            assertThat(host.getClass().getName()).startsWith("io.smallrye.metrics");

            container.select(Operations.class).get().version();

            assertThat(value(host, "caxton_agents_total", new Tag("type", "config")))
                    .isEqualTo(1);
            assertThat(value(host, "caxton_messages_processed_total")).isZero();
            assertThat(value(host, "caxton_server_uptime_seconds")).isNotNegative();
            assertThat(value(host, "caxton_agent_response_duration_seconds", new Tag("quantile", "0.99")))
                    .isZero();
            assertThat(value(host, "caxton_agent_response_duration_seconds_count"))
                    .isZero();
        }
        assertThat(host.getNames()).noneMatch(name -> name.startsWith("caxton"));
    }

    private static double value(MetricRegistry host, String name, Tag... tags) {
        Gauge<?> gauge = host.getGauge(new MetricID(name, tags));
        assertThat((Object) gauge).as(name).isNotNull();
        return gauge.getValue().doubleValue();
    }

    /** A bean that counts, without knowing whose registry it has. */
    @ApplicationScoped
    static class Bell {
        @Inject
        MetricRegistry registry;

        void ring() {
            registry.counter("bell_rings", new Tag("door", "front")).inc();
        }
    }

    @Test
    void whatAProgramCountsIsInTheScrapeWhereTheHostHasNoRegistry() {
        try (SeContainer container = house.container(house.config(), Bell.class)) {
            Bell bell = container.select(Bell.class).get();
            bell.ring(); // opens the engine
            bell.ring();

            assertThat(container.select(Operations.class).get().metrics())
                    .contains("bell_rings_total{door=\"front\",mp_scope=\"application\"} 2.0");
        }
    }
}
