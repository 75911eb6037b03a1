package dev.caxton.embedded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.embedded.ServerUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys on the command line, with a server and without one. */
class KeyCommandsIT {

    @TempDir
    Path directory;

    @Test
    void keepsKeysInTheDataDirectoryOfAServerThatDoesNotRun() throws Exception {
        assertThat(run("keys", "list").code()).as("nothing is made by looking").isEqualTo(3);
        Files.createDirectory(directory.resolve("data"));

        Ran made = run("key", "create", "ci", "--role", "operator", "--agent", "a,b", "--expires", "90d");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).matches("cxt_[A-Za-z0-9_-]{43}\n");
        assertThat(made.err())
                .contains("'ci'", "operator", "a, b")
                .doesNotContain(made.out().strip());
        Ran list = run("keys", "list");
        assertThat(list.out()).contains(made.out().substring(0, 12), "ci", "operator", "a,b", "active");
        assertThat(list.out() + run("keys", "list", "--json").out())
                .doesNotContain(made.out().strip());

        assertThat(run("keys", "create", "ci").code()).as("the name is taken").isEqualTo(5);
        assertThat(run("keys", "create", "x", "--role", "boss").code()).isEqualTo(2);
        assertThat(run("keys", "create", "x", "--expires", "soon").code()).isEqualTo(2);
        assertThat(run("keys", "revoke", "nobody", "--yes").code()).isEqualTo(4);
        assertThat(run("keys", "revoke", "ci").code()).as("nobody can be asked").isEqualTo(2);
        assertThat(run("keys", "revoke", "ci", "--yes").code()).isZero();
        assertThat(run("keys", "list", "--count").out()).isEqualTo("0\n");
    }

    @Test
    void refusesWhatAKeyMayNotWithExitCodeFiveAndSaysWhatHelps() throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("agents")).resolve("greeter.md"), """
            ---
            name: greeter
            version: "1.0.0"
            capabilities: [greeting]
            ---
            Hello.
            """);
        try (ServerUnderTest server = ServerUnderTest.start(
                directory,
                "--override",
                "security.authentication.enabled=true",
                "--override",
                "memory.embedding_model=none")) {
            String reader =
                    run("keys", "create", "reader", "--role", "readonly").out().strip();
            String operator = run("keys", "create", "operator", "--role", "operator")
                    .out()
                    .strip();
            Path file = Files.writeString(directory.resolve("operator.key"), operator + "\n");
            assertThat(reader).startsWith("cxt_");

            assertThat(with(reader, "agents", "list", "--count").out()).isEqualTo("1\n");
            for (String[] words : new String[][] {
                {"agents", "remove", "greeter", "--yes"},
                {"agents", "message", "greeter", "hello"},
                {"agents", "logs", "greeter"},
                {"keys", "list"},
                {"audit", "list"},
                {"config", "show"},
                {"shutdown"}
            }) {
                Ran ran = with(reader, words);
                assertThat(ran.code()).as(String.join(" ", words) + ran.err()).isEqualTo(5);
                assertThat(ran.err()).contains("readonly", "caxton keys create");
            }
            Ran nonsense = with("nonsense", "agents", "list");
            assertThat(nonsense.code()).isEqualTo(5);
            assertThat(nonsense.err()).contains("CAXTON_API_KEY", "--key-file").doesNotContain("nonsense");

            assertThat(run("agents", "logs", "greeter", "--key-file", file.toString())
                            .code())
                    .isZero();
            assertThat(ran(Map.of("CAXTON_API_KEY_FILE", file.toString()), "agents", "logs", "greeter")
                            .code())
                    .isZero();
            assertThat(run("agents", "list", "--key-file", "nowhere.key").code())
                    .isEqualTo(2);

            String trail = run("audit", "list", "--outcome", "refused").out();
            assertThat(trail)
                    .contains(reader.substring(0, 12) + ":reader", "DELETE /api/v1/agents/{agent}", "refused")
                    .doesNotContain(reader);
            assertThat(run("audit", "list", "--actor", "key:admin.key").out()).contains("create_key");

            assertThat(run("keys", "revoke", "reader", "--yes").code()).isZero();
            assertThat(with(reader, "agents", "list").code()).as("at once").isEqualTo(5);
            assertThat(run("keys", "revoke", "admin.key", "--yes").code())
                    .as("the last admin")
                    .isEqualTo(5);
            assertThat(server.log()).doesNotContain(reader, operator);
        }
    }

    private Ran run(String... words) {
        return ran(Map.of(), words);
    }

    private Ran with(String key, String... words) {
        return ran(Map.of("CAXTON_API_KEY", key), words);
    }

    private Ran ran(Map<String, String> environment, String... words) {
        return Ran.of(
                new InProcessEngine(),
                directory,
                environment,
                "",
                Stream.concat(Stream.of(words), Stream.of("--data-dir", "data")).toArray(String[]::new));
    }
}
