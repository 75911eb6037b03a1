package dev.caxton.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigKeysTest {

    @TempDir
    Path directory;

    static Stream<ConfigKey<?>> keys() {
        return ConfigKeys.ALL.stream();
    }

    /** Each older spelling with a value, the key it means and that key's text. */
    static Stream<String[]> bridges() {
        return Stream.of(
                new String[] {"security.validation.max_payload_size", "2MB", "server.max_body_size", "2MB"},
                new String[] {"memory.embedded.database_path", "./data/m.db", "memory.sqlite_path", "${dir}/data/m.db"},
                new String[] {"memory.embedded.embedding_cache_size", "7", "memory.embedding_cache_entries", "7"},
                new String[] {"retention.memory_entities", "1y", "memory.retention", "365d"},
                new String[] {"runtime.llm_provider", "openai", "llm.provider", "openai"},
                new String[] {"llm.default_model", "gpt-4o", "llm.model", "gpt-4o"},
                new String[] {"runtime.llm_model", "gpt-4o", "llm.model", "gpt-4o"},
                new String[] {"llm.retry_policy.max_attempts", "3", "llm.retry_attempts", "3"},
                new String[] {"llm.openai.url", "http://localhost:1/v1", "llm.openai.base_url", "http://localhost:1/v1"
                },
                new String[] {
                    "llm.openai.endpoint", "http://localhost:1/v1/", "llm.openai.base_url", "http://localhost:1/v1"
                },
                new String[] {"llm.openai.default_model", "gpt-4o", "llm.openai.model", "gpt-4o"},
                new String[] {"tools.sandbox_timeout", "9s", "tools.timeout", "9s"},
                new String[] {"agents.tool_call_timeout", "10s", "tools.timeout", "10s"},
                new String[] {"tools.max_concurrent_tools", "4", "tools.max_concurrent", "4"},
                new String[] {"observability.logging.level", "debug", "logging.level", "debug"},
                new String[] {"observability.logging.file", "a.log", "logging.file", "${dir}/a.log"},
                new String[] {"observability.logging.format", "json", "logging.format", "json"},
                new String[] {"server.metrics_port", "9091", "monitoring.metrics_port", "9091"},
                new String[] {"observability.metrics.enabled", "false", "monitoring.metrics_port", "-1"},
                new String[] {"observability.metrics.enabled", "true", "monitoring.metrics_port", "9090"});
    }

    @ParameterizedTest
    @MethodSource("keys")
    <T> void readsItsOwnDefault(ConfigKey<T> key) {
        if (key.fallback() != null) {
            T value = key.type().parser().apply(key.fallback());
            assertThat(value).as(key.name()).isNotNull();
            assertThat(key.type().format().apply(value)).as(key.name()).isEqualTo(key.fallback());
        }
        assertThat(key.description()).endsWith(".");
    }

    @Test
    void listsEveryConstantOnce() throws IllegalAccessException {
        Set<Object> constants = new HashSet<>();
        for (Class<?> table : List.of(ConfigKeys.class, NetworkKeys.class)) {
            for (var field : table.getDeclaredFields()) {
                if (field.getType() == ConfigKey.class) {
                    constants.add(field.get(null));
                }
            }
        }
        assertThat(ConfigKeys.ALL).doesNotHaveDuplicates().hasSameSizeAs(constants);
        assertThat(constants).containsAll(ConfigKeys.ALL);
    }

    @Test
    void givesEachSpellingToOneKeyOnly() {
        List<String> spellings = ConfigKeys.ALL.stream()
                .flatMap(key -> Stream.concat(
                        Stream.of(key.name()), key.bridges().stream().map(Bridge::spelling)))
                .toList();
        List<String> variables = ConfigKeys.ALL.stream()
                .flatMap(key -> Stream.concat(Stream.of(key.environmentName()), key.environment().stream()))
                .toList();

        assertThat(spellings).doesNotHaveDuplicates();
        assertThat(variables).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("bridges")
    void crossesTheBridgeFromAnOlderSpelling(String spelling, String value, String key, String text)
            throws IOException {
        Files.writeString(directory.resolve("caxton.yaml"), spelling + ": '" + value + "'\n");
        ConfigReader reader = new ConfigReader(directory, Map.of(), List.of(Path.of("caxton.yaml")));

        EffectiveConfig effective = reader.read(null, Map.of());

        String expected = text.replace("${dir}", directory.toString());
        assertThat(effective.report().entries()).anySatisfy(entry -> {
            assertThat(entry.key()).isEqualTo(key);
            assertThat(entry.value()).isEqualTo(expected);
        });
    }

    @Test
    void coversEveryBridgeByATest() {
        List<String> tested = bridges().map(row -> row[0]).distinct().toList();

        assertThat(ConfigKeys.ALL.stream()
                        .flatMap(key -> key.bridges().stream())
                        .map(Bridge::spelling))
                .containsExactlyInAnyOrderElementsOf(tested);
    }

    @Test
    void refusesTwoSpellingsThatDiffer() {
        ConfigReader reader = ConfigReader.ofNothing(directory);

        assertThatThrownBy(() -> reader.read(null, Map.of("server.metrics_port", "1", "monitoring.metrics_port", "2")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("server.metrics_port and monitoring.metrics_port differ, and mean the same");
    }

    @Test
    void knowsEverySectionOfTheDocuments() {
        // the first parts of the keys in the reference's list of configuration keys
        for (String key : List.of(
                "server.cors.enabled",
                "server.dashboard_enabled",
                "runtime.agent_timeout",
                "llm.providers",
                "llm.anthropic.api_key",
                "memory.embedded.batch_size",
                "memory.qdrant.url",
                "messaging.circuit_breaker.enabled",
                "conversation_timeouts.max_lifetime",
                "capabilities.discovery_interval",
                "tools.sandbox_memory_limit",
                "agents.default_limits.max_memory",
                "observability.tracing.enabled",
                "cluster.node_name",
                "coordination.cluster.seeds",
                "security.authentication.jwt_secret",
                "security.rate_limiting.window",
                "performance.threads",
                "retention.messages",
                "backup.schedule",
                "error_handling.retries",
                "http_server.backlog",
                "wasm_runtime.pool")) {
            assertThat(IdleKeys.warning(key)).as(key).startsWith(key + " has no effect");
        }
    }
}
