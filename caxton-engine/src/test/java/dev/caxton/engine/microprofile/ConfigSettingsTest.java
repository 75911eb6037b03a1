package dev.caxton.engine.microprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.EffectiveConfig;
import dev.caxton.engine.config.HostSetting;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MicroProfile Config among the sources of the configuration. */
class ConfigSettingsTest {

    @TempDir
    Path directory;

    private static SmallRyeConfig config(PropertiesConfigSource... sources) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(sources)
                .build();
    }

    private static PropertiesConfigSource source(String name, int ordinal, Map<String, String> values) {
        return new PropertiesConfigSource(values, name, ordinal);
    }

    private EffectiveConfig read(Map<String, String> environment, String file, List<HostSetting> settings)
            throws Exception {
        Path yaml = Files.writeString(directory.resolve("caxton.yaml"), file);
        return new ConfigReader(directory, environment, List.of())
                .with(settings)
                .read(yaml, Map.of("server.host", "::1"));
    }

    @Test
    void keysBelowThePrefixAreTakenWithTheirSource() {
        List<HostSetting> settings = ConfigSettings.of(config(
                source("app", 100, Map.of("caxton.server.port", "8123", "other.server.port", "1", "caxton", "2"))));

        assertThat(settings)
                .containsExactly(new HostSetting(
                        "server.port", "8123", "MicroProfile Config, PropertiesConfigSource[source=app]", false));
    }

    @Test
    void ordinalsDecideWhoIsStronger() throws Exception {
        List<HostSetting> settings = ConfigSettings.of(config(
                source(
                        "properties",
                        100,
                        Map.of("caxton.runtime.max_agents", "11", "caxton.memory.search_limit", "12")),
                source("vault", 400, Map.of("caxton.messaging.max_attempts", "4"))));

        EffectiveConfig config = read(
                Map.of("CAXTON_RUNTIME_MAX_AGENTS", "21", "CAXTON_MESSAGING_MAX_ATTEMPTS", "2"),
                "runtime: {max_agents: 31}\nmemory: {search_limit: 32}\nmessaging: {queue_size: 33}\n",
                settings);

        assertThat(config.config().runtime().maxAgents())
                .as("a variable beats a weak source")
                .isEqualTo(21);
        assertThat(config.config().memory().searchLimit())
                .as("a weak source beats the file")
                .isEqualTo(12);
        assertThat(config.config().messaging().maxAttempts())
                .as("a strong source beats a variable")
                .isEqualTo(4);
        assertThat(config.config().messaging().queueSize()).isEqualTo(33);
        assertThat(config.config().server().host()).isEqualTo("::1");
        assertThat(config.report().entries())
                .filteredOn(entry -> entry.key().equals("messaging.max_attempts"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.source())
                        .isEqualTo("MicroProfile Config, PropertiesConfigSource[source=vault]"));
    }

    @Test
    void environmentVariablesAreLeftToOurOwnReading() {
        assertThat(ConfigSettings.of(config(source("environment", 300, Map.of("caxton.server.port", "1")))))
                .isEmpty();
    }

    @Test
    void aWrongValueIsReportedAndAnUnknownKeyIsAWarning() throws Exception {
        List<HostSetting> unknown = ConfigSettings.of(config(source("app", 100, Map.of("caxton.server.prot", "8123"))));

        assertThat(read(Map.of(), "", unknown).report().warnings())
                .singleElement()
                .asString()
                .contains("server.prot", "MicroProfile Config", "app");
        List<HostSetting> wrong = ConfigSettings.of(config(source("app", 100, Map.of("caxton.server.port", "many"))));
        assertThatThrownBy(() -> read(Map.of(), "", wrong))
                .hasMessageContaining("server.port")
                .hasMessageContaining("many");
    }

    @Test
    void aSecretMayStandInTheHostsConfigurationAndIsNeverShown() throws Exception {
        List<HostSetting> settings =
                ConfigSettings.of(config(source("vault", 400, Map.of("caxton.llm.openai.api_key", "sk-canary"))));

        EffectiveConfig config = read(Map.of(), "", settings);

        assertThat(config.config().llm().openai().apiKey()).isNotNull();
        assertThat(config.toString() + settings).doesNotContain("sk-canary");
    }

    @Test
    void ourReferencesAreReadAsWeReadThemAndTheHostsAsItDoes() throws Exception {
        List<HostSetting> settings = ConfigSettings.of(config(source(
                "app",
                100,
                Map.of(
                        "caxton.llm.openai.model", "${env:MODEL}",
                        "caxton.llm.model", "${chosen:fallback}",
                        "chosen", "grey"))));

        EffectiveConfig config = read(Map.of("MODEL", "parrot"), "", settings);

        assertThat(config.config().llm().openai().model()).isEqualTo("parrot");
        assertThat(config.config().llm().model()).isEqualTo("grey");
    }
}
