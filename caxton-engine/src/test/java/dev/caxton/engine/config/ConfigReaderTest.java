package dev.caxton.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.api.ops.ConfigReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    @TempDir
    Path directory;

    @Test
    void everyKeyHasItsDefaultWhereNothingIsSet() {
        CaxtonConfig config = read("").config();

        assertThat(config.server())
                .isEqualTo(new ServerConfig(
                        "127.0.0.1",
                        8080,
                        directory.resolve("data"),
                        directory.resolve("agents"),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(25),
                        new ByteSize(10_000_000)));
        assertThat(config.runtime()).isEqualTo(new RuntimeConfig(1000, true, Duration.ofMillis(20), 16));
        assertThat(config.memory())
                .isEqualTo(new MemoryConfig(
                        "embedded",
                        "memory.db",
                        "all-MiniLM-L6-v2",
                        10_000,
                        0,
                        5,
                        100_000,
                        Duration.ofHours(1),
                        true,
                        new MemoryConfig.Recording(false, true, 0.8),
                        new MemoryConfig.Keeping(Duration.ZERO, Duration.ZERO, 0, false)));
        assertThat(config.messaging()).isEqualTo(new MessagingConfig(new ByteSize(1_000_000), 1000, 50, 3));
        assertThat(config.llm())
                .isEqualTo(new LlmConfig(
                        "embedded",
                        null,
                        Duration.ofSeconds(60),
                        2,
                        8,
                        new LlmConfig.OpenAi("https://api.openai.com/v1", null, "gpt-4o-mini")));
        assertThat(config.tools())
                .isEqualTo(new ToolsConfig(
                        Duration.ofSeconds(30),
                        50,
                        new ByteSize(10_000_000),
                        new ToolsConfig.HttpClientTool(false, 5)));
        assertThat(config.logging()).isEqualTo(new LoggingConfig("info", null, "text"));
        assertThat(config.monitoring()).isEqualTo(new MonitoringConfig(9090, Duration.ofSeconds(30)));
        assertThat(config.security())
                .isEqualTo(new SecurityConfig(false, false, java.util.Set.of(), null, java.util.Map.of()));
        assertThat(config.network())
                .isEqualTo(new NetworkConfig(
                        new TlsConfig(
                                false,
                                directory.resolve("data/certs/server.crt"),
                                directory.resolve("data/certs/server.key"),
                                null,
                                null,
                                TlsConfig.ClientAuth.NONE,
                                "1.2",
                                java.util.List.of()),
                        new RequestLimits(
                                new ByteSize(16 * 1024),
                                new ByteSize(8 * 1024),
                                8192,
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(20),
                                500,
                                64,
                                1_000_000),
                        new RateLimitConfig(false, 6000, 200),
                        java.util.Set.of(),
                        java.util.Set.of()));
    }

    @Test
    void optionsBeatEnvironmentBeatsFileBeatsDefault() {
        write("server:\n  port: 1\n  host: localhost\n  request_timeout: 5s\n");
        Map<String, String> environment = Map.of("CAXTON_PORT", "2", "CAXTON_SERVER_HOST", "::1");

        EffectiveConfig effective = reader(environment).read(null, Map.of("server.port", "3"));

        assertThat(effective.config().server().port()).isEqualTo(3);
        assertThat(effective.config().server().host()).isEqualTo("::1");
        assertThat(effective.config().server().requestTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(effective.report().entries())
                .contains(
                        new ConfigReport.Entry("server.port", "3", "option --port"),
                        new ConfigReport.Entry("server.host", "::1", "environment CAXTON_SERVER_HOST"),
                        new ConfigReport.Entry("server.request_timeout", "5s", directory.resolve("caxton.yaml") + ":4"),
                        new ConfigReport.Entry("runtime.max_agents", "1000", "default"));
    }

    @Test
    void reportsEveryProblemAtOnceWithPlaceAndRemedy() {
        write("""
            server:
              prot: 8080
              port: eighty
              host: "0.0.0.0:80"
            memory:
              backend: neo4j
              search_limit: 0
            wings: 2
            """);

        List<Violation> violations = violations(reader(Map.of("CAXTON_LOG_LEVEL", "loud")));

        String file = directory.resolve("caxton.yaml").toString();
        assertThat(violations)
                .containsExactlyInAnyOrder(
                        new Violation(file, 2, 3, "server.prot is not a known key", "did you mean 'server.port'?"),
                        new Violation(
                                file, 3, 3, "server.port is 'eighty', expected a whole number from 0 to 65535", null),
                        new Violation(
                                file,
                                4,
                                3,
                                "server.host is '0.0.0.0:80', expected a host name or address without scheme and port,"
                                        + " such as 127.0.0.1, 0.0.0.0, ::1 or localhost",
                                "the port goes to server.port"),
                        new Violation(
                                file,
                                6,
                                3,
                                "memory.backend is 'neo4j', expected embedded",
                                "this backend is not built yet"),
                        new Violation(
                                file, 7, 3, "memory.search_limit is '0', expected a whole number from 1 to 100", null),
                        new Violation(file, 8, 1, "wings is not a known key", null),
                        Violation.at(
                                "environment CAXTON_LOG_LEVEL",
                                "logging.level is 'loud', expected one of trace, debug, info, warn, error",
                                null));
    }

    @ParameterizedTest
    @CsvSource({
        "server.prot, server.port",
        "server.data-dir, server.data_dir",
        "port, server.port",
        "logging.port, server.port",
        "llm.openai.api_kye, llm.openai.api_key",
        "server.port.number, server.port",
        "memory.embeding_model, memory.embedding_model"
    })
    void suggestsTheNearestKey(String written, String meant) {
        Violation violation = violations(reader(Map.of()), Map.of(written, "1")).getFirst();

        assertThat(violation.hint()).isEqualTo("did you mean '" + meant + "'?");
    }

    @Test
    void namesTheFirstLineOfAKeySetTwice() {
        write("server:\n  port: 1\n  port: 2\n");

        assertThat(violations(reader(Map.of())).getFirst().message())
                .isEqualTo("server.port is set a second time, first in line 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server: [",
                "server:\n\tport: 1",
                "- a\n- b",
                "just text",
                "server: &a {port: 1}",
                "server: {port: !!java.io.File x}",
                "? [a]\n: b"
            })
    void refusesTextThatIsNoConfigurationWithItsLine(String yaml) {
        write(yaml);

        assertThat(violations(reader(Map.of())))
                .first()
                .satisfies(violation -> assertThat(violation.line()).isPositive());
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Files.write(directory.resolve("caxton.yaml"), "server: {host: é}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(violations(reader(Map.of())).getFirst().message())
                .isEqualTo("the configuration file is not UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "server:\n", "\uFEFFserver: {}\n", "llm:\n  model: ~\n"})
    void acceptsFilesThatSayNothing(String yaml) {
        assertThat(read(yaml).config().llm().model()).isNull();
    }

    @Test
    void missesTheFileThatSomebodyNamed() {
        CaxtonException exception = catchThrowableOfType(
                CaxtonException.class,
                () -> reader(Map.of("CAXTON_CONFIG", "gone.yaml")).read(null, Map.of()));

        assertThat(exception.type()).isEqualTo(ProblemType.INVALID_CONFIGURATION);
        assertThat(exception)
                .hasMessageContaining("gone.yaml")
                .hasMessageContaining("does not exist; it is named by the environment variable CAXTON_CONFIG");
    }

    @Test
    void readsTheNamedFileBeforeTheUsualOnes() throws IOException {
        write("server: {port: 1}");
        Files.writeString(directory.resolve("other.yaml"), "server: {port: 2}");
        Files.writeString(directory.resolve("third.yaml"), "server: {port: 3}");
        ConfigReader reader = reader(Map.of("CAXTON_CONFIG", "other.yaml"));

        assertThat(reader.read(null, Map.of()).config().server().port()).isEqualTo(2);
        assertThat(reader.read(Path.of("third.yaml"), Map.of())
                        .config()
                        .server()
                        .port())
                .isEqualTo(3);
    }

    @Test
    void takesSecretsFromEnvironmentFilesAndFileKeys() throws IOException {
        Files.writeString(directory.resolve("key"), "s3cret\n");
        for (String yaml : List.of(
                "llm: {openai: {api_key: '${env:KEY}'}}",
                "llm: {openai: {api_key: '${KEY}'}}",
                "llm: {openai: {api_key: '${file:key}'}}",
                "llm: {openai: {api_key_file: key}}",
                "llm.openai.api_key_file: '${KEY_FILE}'")) {
            write(yaml);
            EffectiveConfig effective =
                    reader(Map.of("KEY", "s3cret", "KEY_FILE", "key")).read(null, Map.of());

            assertThat(effective.config().llm().openai().apiKey()).as(yaml).isEqualTo(new Secret("s3cret"));
            assertThat(effective.toString()).as(yaml).doesNotContain("s3cret").contains("****");
        }
    }

    @Test
    void refusesASecretInTheClearWithoutShowingIt() {
        write("llm: {openai: {api_key: s3cret}}");

        Violation violation = violations(reader(Map.of())).getFirst();

        assertThat(violation.toString())
                .contains("llm.openai.api_key holds a secret in the clear", "${env:NAME}")
                .doesNotContain("s3cret");
    }

    @Test
    void takesASecretFromItsUsualVariable() {
        EffectiveConfig effective = reader(Map.of("OPENAI_API_KEY", "s3cret")).read(null, Map.of());

        assertThat(effective.config().llm().openai().apiKey()).isEqualTo(new Secret("s3cret"));
    }

    @Test
    void putsReferencesInPlace() {
        write("""
            server:
              host: ${HOST:-localhost}
              port: 80${env:LAST}
            llm:
              model: $${odd}
            """);

        CaxtonConfig config = reader(Map.of("LAST", "81")).read(null, Map.of()).config();

        assertThat(config.server().host()).isEqualTo("localhost");
        assertThat(config.server().port()).isEqualTo(8081);
        assertThat(config.llm().model()).isEqualTo("${odd}");
    }

    @ParameterizedTest
    @CsvSource({
        "${NOWHERE}, environment variable NOWHERE",
        "${file:nowhere}, 'the file nowhere, which does not exist'",
        "${a b}, 'expected ${env:NAME}, ${NAME} or ${file:path}'"
    })
    void reportsReferencesThatLeadNowhere(String reference, String message) {
        write("server:\n  host: " + reference + "\n");

        assertThat(violations(reader(Map.of())))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains(message));
    }

    @Test
    void warnsOfKnownKeysWithoutEffect() {
        EffectiveConfig effective = read("""
            server:
              dashboard_enabled: true
              cors:
                allowed_methods: [GET, POST]
            memory:
              download:
                timeout: 30m
            """);

        assertThat(effective.report().warnings())
                .hasSize(3)
                .anySatisfy(warning -> assertThat(warning)
                        .contains("caxton.yaml:2: server.dashboard_enabled has no effect: there is no dashboard"))
                .anySatisfy(warning -> assertThat(warning).contains("server.cors.allowed_methods"))
                .anySatisfy(warning -> assertThat(warning).contains("memory.download.timeout has no effect"));
    }

    @Test
    void warnsOfVariablesThatSetNothing() {
        EffectiveConfig effective = reader(Map.of(
                        "CAXTON_SERVER_PROT", "1", "CAXTON_NODE_NAME", "n", "CAXTON_URL", "http://x", "HOME", "/"))
                .read(null, Map.of());

        assertThat(effective.report().warnings())
                .containsExactly(
                        "environment CAXTON_NODE_NAME has no effect in this version",
                        "environment CAXTON_SERVER_PROT sets nothing; did you mean 'CAXTON_SERVER_PORT'?");
    }

    @Test
    void passesOverThePortThatKubernetesSetsForAServiceOfTheSameName() {
        EffectiveConfig effective = reader(Map.of(
                        "CAXTON_PORT", "tcp://10.0.0.7:8080",
                        "CAXTON_PORT_8080_TCP_ADDR", "10.0.0.7",
                        "CAXTON_SERVICE_HOST", "10.0.0.7"))
                .read(null, Map.of());

        assertThat(effective.config().server().port()).isEqualTo(8080);
        assertThat(effective.report().warnings()).singleElement().asString().contains("Kubernetes");
    }

    @ParameterizedTest
    @CsvSource({"debug, debug", "'caxton=debug,info', debug", "'hyper=trace,warn', warn", "'hyper=trace', info"})
    void takesTheLevelFromTheOlderVariable(String written, String level) {
        EffectiveConfig effective = reader(Map.of("RUST_LOG", written)).read(null, Map.of());

        assertThat(effective.config().logging().level()).isEqualTo(level);
    }

    @Test
    void prefersTheNewerVariableOfTheLevel() {
        EffectiveConfig effective =
                reader(Map.of("RUST_LOG", "debug", "CAXTON_LOG_LEVEL", "error")).read(null, Map.of());

        assertThat(effective.config().logging().level()).isEqualTo("error");
    }

    @Test
    void refusesOnePortForTwoServers() {
        write("server: {port: 9090}");

        assertThat(violations(reader(Map.of())).getFirst().message())
                .isEqualTo("monitoring.metrics_port is 9090, expected another port than server.port");
    }

    @Test
    void findsAgentsBesideTheDataOrWhereInitPutThem() {
        assertThat(read("server: {data_dir: here/data}").config().server().agentsDir())
                .isEqualTo(directory.resolve("here/agents"));
        new DirectoryLayout(directory).init(Path.of("here/data"), Path.of("elsewhere"));

        EffectiveConfig effective = read("server: {data_dir: here/data}");

        assertThat(effective.config().server().agentsDir()).isEqualTo(directory.resolve("elsewhere"));
        assertThat(effective.report().entries())
                .contains(new ConfigReport.Entry(
                        "server.agents_dir",
                        directory.resolve("elsewhere").toString(),
                        directory.resolve("here/data/caxton.properties").toString()));
    }

    @Test
    void writesJsonIntoALogFileUnlessTold() {
        assertThat(read("logging: {file: a.log}").config().logging())
                .isEqualTo(new LoggingConfig("info", directory.resolve("a.log"), "json"));
        assertThat(read("logging: {file: a.log, format: text}")
                        .config()
                        .logging()
                        .format())
                .isEqualTo("text");
    }

    @Test
    void readsListsInBothForms() {
        assertThat(read("security: {allowed_hosts: [a.example, 'B.example:8443']}")
                        .config()
                        .security()
                        .allowedHosts())
                .containsExactlyInAnyOrder("a.example", "b.example:8443");
        assertThat(reader(Map.of("CAXTON_SECURITY_ALLOWED_HOSTS", "c.example, d.example"))
                        .read(null, Map.of())
                        .config()
                        .security()
                        .allowedHosts())
                .containsExactlyInAnyOrder("c.example", "d.example");
    }

    @Test
    void refusesAListWhereOneValueIsExpected() {
        write("server: {port: [1, 2]}");

        assertThat(violations(reader(Map.of())).getFirst().message())
                .isEqualTo("server.port is a list, expected a whole number from 0 to 65535");
    }

    @Test
    void peeksPastProblemsOfOtherKeys() {
        write("server: {port: 8099}\nllm: {openai: {api_key: '${env:ONLY_THE_SERVER_HAS_IT}'}}\nwings: 2\n");

        Map<String, String> texts = reader(Map.of()).peek(null, Map.of(), List.of("server.port", "server.host"));

        assertThat(texts).containsExactlyInAnyOrderEntriesOf(Map.of("server.port", "8099", "server.host", "127.0.0.1"));
    }

    @Test
    void readsTheProductionConfigurationOfTheRunbook() {
        EffectiveConfig effective = read("""
            server:
              port: 8080
              host: "0.0.0.0"
              data_dir: "/var/lib/caxton/data"
              agents_dir: "/var/lib/caxton/agents"

            memory:
              backend: "embedded"  # SQLite + Candle
              sqlite_path: "memory.db"
              embedding_model: "all-MiniLM-L6-v2"
              cleanup_interval: "1h"

            logging:
              level: "info"
              file: "/var/log/caxton/caxton.log"

            monitoring:
              metrics_port: 9090
              health_check_interval: "30s"
            """);

        assertThat(effective.config().server().dataDir()).isEqualTo(Path.of("/var/lib/caxton/data"));
        assertThat(effective.config().logging().file()).isEqualTo(Path.of("/var/log/caxton/caxton.log"));
        assertThat(effective.config().memory().cleanupInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(effective.report().warnings()).isEmpty();
    }

    private EffectiveConfig read(String yaml) {
        write(yaml);
        return reader(Map.of()).read(null, Map.of());
    }

    private List<Violation> violations(ConfigReader reader) {
        return violations(reader, Map.of());
    }

    private List<Violation> violations(ConfigReader reader, Map<String, String> options) {
        return catchThrowableOfType(CaxtonException.class, () -> reader.read(null, options))
                .problem()
                .errors();
    }

    private void write(String yaml) {
        try {
            Files.writeString(directory.resolve("caxton.yaml"), yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ConfigReader reader(Map<String, String> environment) {
        return new ConfigReader(directory, environment, List.of(Path.of("caxton.yaml")));
    }
}
