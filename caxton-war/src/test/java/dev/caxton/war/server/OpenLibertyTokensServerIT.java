package dev.caxton.war.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.port.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of an issuer, checked by Open Liberty (MicroProfile JWT), with what {@code docs/how-to/open-liberty.md} adds. */
class OpenLibertyTokensServerIT {

    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final Path DIRECTORY =
            Path.of("target", "servers", "open-liberty").toAbsolutePath();
    private static final int PORT = 9080 + FreePorts.offset(List.of(9080));

    private static HowTo howTo;

    @BeforeAll
    static void start() throws Exception {
        OpenLibertyServerIT.removeServer(DIRECTORY);
        Path pem = Files.writeString(DIRECTORY.resolve("issuer.pem"), ISSUER.pem());
        WebArchive war = CaxtonWar.archive();
        TokenIssuer.add("open-liberty", war, text -> {
            String here =
                    text.replace("file:///etc/caxton/issuer.pem", pem.toUri().toString());
            assertThat(here).doesNotContain("/etc/caxton");
            return here;
        });
        Files.deleteIfExists(DIRECTORY.resolve("caxton.war"));
        war.as(ZipExporter.class).exportTo(DIRECTORY.resolve("caxton.war").toFile(), true);
        howTo = new HowTo(
                "open-liberty", DIRECTORY, Map.of(9080, PORT), Map.of("JAVA_HOME", System.getProperty("java.home")));
        howTo.run("configure");
        howTo.run("tokens");
        howTo.run("deploy");
        howTo.start("start");
        Eventually.holds("Caxton serves", Duration.ofMinutes(5), () -> CaxtonWar.answers(PORT));
    }

    @AfterAll
    static void stop() throws Exception {
        howTo.run("stop");
        Files.delete(DIRECTORY.resolve("caxton.war"));
    }

    @Test
    void groupOfTheTokenIsARole() throws Exception {
        String token = ISSUER.token("caxton", 600, "platform-team");

        assertThat(bearer("api/v1/audit", token).statusCode()).isEqualTo(200);
        HttpResponse<String> admin = bearer("api/v1/keys", token);
        assertProblem(admin, 403);
        assertThat(admin.body()).contains("The caller's role is operator, expected admin");
    }

    @Test
    void tokenWithoutARoleHereIsForbidden() throws Exception {
        assertProblem(bearer("api/v1/audit", ISSUER.token("caxton", 600, "strangers")), 403);
    }

    @Test
    void forgedForeignAndExpiredTokensAreRefused() throws Exception {
        String good = ISSUER.token("caxton", 600, "platform-team");

        assertProblem(bearer("api/v1/audit", new TokenIssuer().token("caxton", 600, "platform-team")), 401);
        assertProblem(
                bearer("api/v1/audit", ISSUER.of("https://evil.example").token("caxton", 600, "platform-team")), 401);
        assertProblem(bearer("api/v1/audit", ISSUER.token("other", 600, "platform-team")), 401);
        assertProblem(bearer("api/v1/audit", ISSUER.token("caxton", -600, "platform-team")), 401);
        assertProblem(bearer("api/v1/audit", TokenIssuer.unsigned(good)), 401);
    }

    @Test
    void keysWorkAsBeforeAndHealthIsOpen() throws Exception {
        String key =
                Files.readString(DIRECTORY.resolve("caxton/data/admin.key")).strip();

        assertThat(bearer("api/v1/keys", key).statusCode()).isEqualTo(200);
        assertProblem(bearer("api/v1/keys", key + "x"), 401);
        assertThat(bearer("health/ready", ISSUER.token("other", -600, "strangers"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(bearer("health/ready", "cxt_unknown").statusCode()).isEqualTo(200);
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private static HttpResponse<String> bearer(String path, String token) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + "/caxton/" + path))
                    .header("Authorization", "Bearer " + token)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
