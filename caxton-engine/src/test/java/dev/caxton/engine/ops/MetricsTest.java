package dev.caxton.engine.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.ops.AgentsHealth;
import io.micrometer.core.instrument.Counter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

    private final Metrics metrics = new Metrics();
    private final ServerMetrics server =
            new ServerMetrics(metrics, () -> 86_400, () -> 3, new ResourceUsage(Path.of(".")));
    private final AgentMetrics agents = new AgentMetrics(metrics, () -> new AgentsHealth(8, 2, 1));
    private final MemoryMetrics memory = new MemoryMetrics(metrics, new FixedMemory());

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void showsTheLinesOfTheRunbooks() {
        agents.reloadsSucceeded().add(156);
        agents.responses().record(Duration.ofMillis(89));
        memory.searches().record(Duration.ofMillis(23));

        assertThat(lines())
                .contains(
                        "caxton_server_uptime_seconds 86400.0",
                        "caxton_server_restarts_total 3.0",
                        "caxton_memory_entities_total 12450.0",
                        "caxton_memory_relations_total 38912.0",
                        "caxton_memory_usage_percentage 12.45",
                        "caxton_memory_search_latency_p99 0.023",
                        "caxton_memory_sqlite_size_bytes 4.5678912E7",
                        "caxton_agent_config_count 8.0",
                        "caxton_agent_wasm_count 2.0",
                        "caxton_agent_reload_success_total 156.0",
                        "caxton_agent_response_latency_p99 0.089",
                        "caxton_agents_config_total 8.0",
                        "caxton_agents_wasm_total 2.0",
                        "caxton_agents_failed_total 1.0",
                        "caxton_agents_total{type=\"config\"} 8.0",
                        "caxton_agents_total{type=\"wasm\"} 2.0")
                .anyMatch(line -> line.matches("caxton_server_memory_usage_bytes [1-9].*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"caxton_server_", "caxton_memory_", "caxton_agent_", "caxton_wasm_agent_", "caxton_"})
    void answersTheGrepsOfTheRunbooks(String prefix) {
        assertThat(lines()).anyMatch(line -> line.startsWith(prefix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "caxton_server_uptime_seconds gauge",
                "caxton_server_restarts_total counter",
                "caxton_server_memory_usage_bytes gauge",
                "caxton_server_memory_used_bytes gauge",
                "caxton_server_cpu_usage_percent gauge",
                "caxton_server_request_duration_seconds summary",
                "caxton_api_request_duration_seconds histogram",
                "caxton_agents_total gauge",
                "caxton_agents_config_total gauge",
                "caxton_agent_response_duration_seconds summary",
                "caxton_agent_response_time_seconds summary",
                "caxton_agent_reload_failed_total counter",
                "caxton_messages_processed_total counter",
                "caxton_messages_total counter",
                "caxton_message_latency_seconds histogram",
                "caxton_memory_entities_total gauge",
                "caxton_memory_entity_count gauge",
                "caxton_memory_search_latency_seconds summary",
                "caxton_memory_search_duration_seconds histogram",
                "caxton_memory_search_queries_total counter",
                "caxton_memory_cache_hit_rate gauge"
            })
    void keepsNamesAndTypesAsDocumented(String nameAndType) {
        server.requestBegan();
        server.requestEnded("/health", "get", 200, Duration.ofMillis(1));

        assertThat(lines()).contains("# TYPE " + nameAndType);
    }

    @Test
    void showsQuantilesCountAndSumOfAWindow() {
        for (int i = 1; i <= 100; i++) {
            agents.responses().record(Duration.ofMillis(i));
        }

        assertThat(lines())
                .contains(
                        "caxton_agent_response_duration_seconds{quantile=\"0.5\"} 0.05",
                        "caxton_agent_response_duration_seconds{quantile=\"0.99\"} 0.099",
                        "caxton_agent_response_duration_seconds_count 100")
                .anyMatch(line -> line.matches("caxton_agent_response_duration_seconds_sum 5\\.0[45].*"));
    }

    @Test
    void showsBucketsByEndpoint() {
        server.requestBegan();
        server.requestEnded("/agents/{ref}", "get", 200, Duration.ofMillis(4));
        server.requestBegan();
        server.requestEnded("/agents/{ref}", "get", 404, Duration.ofMillis(1));

        String labels = "endpoint=\"/agents/{ref}\",method=\"GET\",status=\"200\"";
        assertThat(lines())
                .contains(
                        "caxton_api_request_duration_seconds_bucket{" + labels + ",le=\"0.0025\"} 0",
                        "caxton_api_request_duration_seconds_bucket{" + labels + ",le=\"0.005\"} 1",
                        "caxton_api_request_duration_seconds_bucket{" + labels + ",le=\"+Inf\"} 1",
                        "caxton_server_active_requests 0.0",
                        "caxton_server_request_duration_seconds_count 2");
    }

    @Test
    void writesEveryLineInTheTextFormat() {
        server.started(Duration.ofMillis(123));
        Pattern sample = Pattern.compile("[a-z_0-9]+(\\{([a-z_]+=\"[^\"]*\",?)+})? [-+0-9.eE]+");

        assertThat(lines())
                .allMatch(line -> line.startsWith("# ") || sample.matcher(line).matches());
        assertThat(lines()).contains("caxton_server_startup_time 0.123");
    }

    @Test
    void showsInstrumentsMadeAfterTheFirstScrape() {
        metrics.scrape();

        metrics.counter("caxton_late_total", "Late.").increment();
        metrics.window("caxton_late_seconds").record(Duration.ofSeconds(1));
        metrics.window("caxton_labelled_seconds", "Late.", "kind", "a").record(Duration.ofSeconds(1));
        metrics.window("caxton_labelled_seconds", "Late.", "kind", "b").record(Duration.ofSeconds(1));

        assertThat(lines())
                .contains(
                        "caxton_late_total 1.0",
                        "caxton_late_seconds_count 1",
                        "caxton_labelled_seconds_count{kind=\"a\"} 1",
                        "caxton_labelled_seconds_count{kind=\"b\"} 1");
    }

    @Test
    void givesTheSameInstrumentAgain() {
        assertThat(metrics.counter("caxton_x_total", "X.", "a", "b"))
                .isSameAs(metrics.counter("caxton_x_total", "X.", "a", "b"))
                .isNotSameAs(metrics.counter("caxton_x_total", "X.", "a", "c"));
        assertThat(metrics.window("caxton_y_seconds")).isSameAs(metrics.window("caxton_y_seconds"));
    }

    @Test
    void refusesASecondGaugeOfOneName() {
        assertThatThrownBy(() -> metrics.gauge("caxton_agent_config_count", "Again.", () -> 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("caxton_agent_config_count");
    }

    @Test
    void showsMetersThatAProgramAddsToTheRegistry() {
        Counter.builder("orders.taken").register(metrics.registry()).increment();

        assertThat(lines()).contains("orders_taken_total 1.0");
    }

    private List<String> lines() {
        return Stream.of(metrics.scrape().split("\n")).toList();
    }

    private record FixedMemory() implements MemoryFigures {
        @Override
        public long entities() {
            return 12_450;
        }

        @Override
        public long relations() {
            return 38_912;
        }

        @Override
        public double usagePercent() {
            return 12.45;
        }

        @Override
        public long databaseBytes() {
            return 45_678_912;
        }

        @Override
        public double cacheHitRate() {
            return 0.89;
        }
    }
}
