package dev.caxton.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/reference/configuration.md} against the table of keys; {@code -Dapprove=true} writes it anew. */
class ConfigReferenceTest {

    private static final Path PAGE = Path.of("../docs/reference/configuration.md");

    @Test
    void thePageIsUpToDate() throws IOException {
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE)
                .as("regenerate it: mvn -pl caxton-api,caxton-engine test -Dtest=ConfigReferenceTest -Dapprove=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        String section = "";
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            if (!key.section().equals(section)) {
                section = key.section();
                page.append("\n### ").append(section).append("\n\n");
                page.append("| Key | Value | Default | What it sets | Set also by |\n|---|---|---|---|---|\n");
            }
            page.append(row(key));
        }
        page.append(OLDER);
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            for (Bridge bridge : key.bridges()) {
                page.append("| `%s` | `%s` | %s |\n".formatted(bridge.spelling(), key.name(), meaning(bridge)));
            }
        }
        page.append(IDLE);
        for (IdleKeys.IdleKey idle : IdleKeys.ALL) {
            String name = idle.name().endsWith(".") ? idle.name() + "*" : idle.name();
            String why = idle.warning().replaceFirst("^has no effect( in this version)?:? ?", "");
            page.append("| `%s` | %s |\n".formatted(name, why));
        }
        return page.toString();
    }

    private static String row(ConfigKey<?> key) {
        String fallback = key.fallback() == null ? key.fallbackWords() : key.fallback();
        String shown = fallback.isEmpty() ? "none" : key.fallback() == null ? fallback : '`' + fallback + '`';
        String others = Stream.concat(
                        Stream.ofNullable(key.option()),
                        Stream.concat(key.environment().stream(), Stream.of(key.environmentName())))
                .map(name -> '`' + name + '`')
                .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(key.name(), key.type().name(), shown, key.description(), others);
    }

    private static String meaning(Bridge bridge) {
        return switch (bridge.meaning()) {
            case SAME -> "";
            case PATH_FROM_WORKING_DIRECTORY -> "relative to the working directory";
            case PORT_SWITCH -> "`false` means -1, `true` says nothing";
        };
    }

    private static final String HEAD = """
        # Configuration

        <!-- Generated from the table of keys (ConfigKeys); do not edit. Regenerate:
        mvn -pl caxton-api,caxton-engine test -Dtest=ConfigReferenceTest -Dapprove=true \
        -Dsurefire.failIfNoSpecifiedTests=false -->

        Caxton runs without any configuration. What is set comes from, the strongest first:

        1. options of the command line: `--port 8081`, or `--override server.port=8081` for any key;
        2. environment variables: `CAXTON_SERVER_PORT=8081`; some keys have a shorter name as well;
        3. one YAML file: `--config FILE`, else `CAXTON_CONFIG`, else `./caxton.yaml`, else `/etc/caxton/caxton.yaml`;
        4. the defaults below.

        `caxton config show` prints every key with its value and where it comes from. `caxton init` writes a
        `caxton.yaml` in which every key is explained. All problems are reported together, each with file and line;
        an unknown key is an error.

        **MicroProfile Config.** An application that has the engine injected, and the WAR, also read the properties below
        `caxton.` of a host that has MicroProfile Config: `caxton.server.data_dir`. Those of a source with an ordinal above
        300 (system properties, most vaults) are stronger than environment variables, the others (such as
        `META-INF/microprofile-config.properties`) weaker, and stronger than the file. Secrets may stand there in the clear;
        an unknown key is a warning. An `EffectiveConfig` bean of the application's own replaces all sources. The server in one
        process, the command line and plain Java read no MicroProfile Config.

        **Values.** Durations: `250ms`, `30s`, `10m`, `1h`, `30d`. Sizes: `10MB` is 10 × 1000 × 1000 bytes, `64MiB` is
        64 × 1024 × 1024. Lists are YAML lists, or separated by commas. Relative paths start at the working directory.

        **References.** In the file, `${env:NAME}` or `${NAME}` is an environment variable, `${NAME:-text}` has a
        default, `${file:path}` is the content of a file, and `$${` is a plain `${`. A secret must be such a reference;
        written in the clear it is an error. A secret `x` may also be named as `x_file: path`.

        ## Keys
        """;

    private static final String OLDER = """

        ## Older spellings

        Some documents write these keys in other ways. They work, with a warning; both at once must agree.

        | Written | Means | Note |
        |---|---|---|
        """;

    private static final String IDLE = """

        ## Known keys without effect

        These are accepted, so that files written for the documents keep working, and each gives a warning.

        | Key | What to know |
        |---|---|
        """;
}
