package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Puts known secrets wherever a server takes some, uses all of it, and looks for them wherever it writes or answers. */
class SecretsStayHiddenIT {

    private static final String PROVIDER = "canary-provider-4f1d9c";
    private static final String USER_INFO = "canary-password-77ab21";
    private static final String BEARER = "canary-bearer-90e3aa";
    private static final String HEADER = "canary-header-5512fe";

    @TempDir
    Path directory;

    /** Where something was written or answered, and what. */
    private final Map<String, String> seen = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"env", "file"})
    void showsSecretsNowhere(String source) throws Exception {
        Path secret = Files.writeString(directory.resolve("provider.secret"), PROVIDER);
        Path config = Files.writeString(directory.resolve("caxton.yaml"), """
            security:
              authentication:
                enabled: true
            memory:
              embedding_model: none
            logging:
              level: debug
            llm:
              provider: openai
              timeout: 2s
              retry_attempts: 0
              openai:
                base_url: http://somebody:%s@127.0.0.1:9/v1
                api_key: ${%s}
            """.formatted(
                        USER_INFO, source.equals("env") ? "env:CANARY" : "file:" + secret));
        Files.writeString(Files.createDirectories(directory.resolve("agents")).resolve("greeter.md"), """
            ---
            name: greeter
            version: "1.0.0"
            capabilities: [greeting]
            ---
            Hello.
            """);
        try (ServerUnderTest server =
                ServerUnderTest.start(directory, Map.of("CANARY", PROVIDER), "--config", config.toString())) {
            Rest rest = new Rest(server.url());
            String admin = Files.readString(server.data().resolve("admin.key")).strip();
            String token = Rest.json(rest.post(
                            "keys", "{\"name\":\"canary\",\"role\":\"admin\"}", "Authorization", "Bearer " + admin))
                    .path("token")
                    .asText();
            assertThat(token).startsWith("cxt_");
            use(rest, token);
            seen.put("command line", commandLine(server.process().pid()));
            assertThat(server.terminate()).isZero();
            seen.put("log", server.log());
            remember(server.data());
            List<String> secrets =
                    List.of(PROVIDER, USER_INFO, BEARER, HEADER, token.substring(12), admin.substring(12));
            seen.forEach((where, text) -> {
                for (String each : secrets) {
                    boolean own = where.equals("data/admin.key") && each.equals(admin.substring(12));
                    assertThat(own || !text.contains(each))
                            .as("%s is free of %s", where, each)
                            .isTrue();
                }
            });
            assertThat(seen).hasSizeGreaterThan(20);
            assertThat(seen.get("GET config")).contains("llm.openai.api_key", "****");
        }
    }

    private void use(Rest rest, String token) {
        String[] key = {"Authorization", "Bearer " + token};
        for (String path : List.of(
                "config",
                "health",
                "health/detailed",
                "/health",
                "version",
                "metrics",
                "/metrics",
                "keys",
                "audit?limit=1000",
                "agents",
                "agents/greeter",
                "agents/greeter/logs",
                "conversations",
                "memory/stats",
                "tools",
                "nowhere")) {
            answered("GET " + path, rest.get(path, key));
        }
        answered("message", rest.post("agents/greeter/message", "{\"message\":\"hello\"}", key));
        answered("logs after it", rest.get("agents/greeter/logs", key));
        answered("conversations after it", rest.get("conversations", key));
        answered("bad bearer", rest.get("agents", "Authorization", "Bearer " + BEARER));
        answered("token in basic", rest.get("agents", "Authorization", "Basic " + BEARER));
        answered("bad header", rest.get("agents", "X-API-Key", HEADER));
        answered("token as a name", rest.send("DELETE", "keys/" + token, BodyPublishers.noBody(), key));
        answered(
                "token as a name, refused",
                rest.send("DELETE", "keys/" + token, BodyPublishers.noBody(), "X-API-Key", HEADER));
        answered("bad body", rest.post("keys", "{\"name\":1,", key));
        answered("audit after it", rest.get("audit?limit=1000", key));
    }

    private void answered(String what, HttpResponse<String> answer) {
        seen.put(what, answer.headers().map() + "\n" + answer.body());
    }

    private static String commandLine(long pid) throws IOException {
        StringBuilder lines = new StringBuilder();
        List<Long> processes = new ArrayList<>(List.of(pid));
        ProcessHandle.of(pid).ifPresent(own -> own.descendants().forEach(child -> processes.add(child.pid())));
        for (long each : processes) {
            Path file = Path.of("/proc/" + each + "/cmdline");
            lines.append(Files.exists(file) ? Files.readString(file) : "").append('\n');
        }
        return lines.toString();
    }

    private void remember(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                seen.put(
                        "data/" + data.relativize(file),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
    }
}
