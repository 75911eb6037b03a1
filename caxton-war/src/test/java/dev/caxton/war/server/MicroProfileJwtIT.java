package dev.caxton.war.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an issuer, checked by WildFly (MicroProfile JWT), with the files that {@code docs/how-to/wildfly.md} adds. */
@ExtendWith(ArquillianExtension.class)
class MicroProfileJwtIT {

    private static final String OPERATION = "api/v1/audit";
    private static final String ADMIN_OPERATION = "api/v1/keys";
    private static final TokenIssuer ISSUER = new TokenIssuer();

    @ArquillianResource
    private @Nullable URL address;

    @Deployment(testable = false)
    static WebArchive war() throws IOException {
        WebArchive war = CaxtonWar.archive();
        TokenIssuer.add(
                "wildfly",
                war,
                text -> text.replaceAll(
                        "mp\\.jwt\\.verify\\.publickey\\.location=.*",
                        "mp.jwt.verify.publickey=" + ISSUER.publicKey()));
        return war;
    }

    @Test
    void groupOfTheTokenIsARole() throws Exception {
        HttpResponse<String> operation = bearer(OPERATION, token("caxton", 600, "platform-team"));
        HttpResponse<String> admin = bearer(ADMIN_OPERATION, token("caxton", 600, "platform-team"));

        assertThat(operation.statusCode()).isEqualTo(200);
        assertProblem(admin, 403);
        assertThat(admin.body()).contains("The caller's role is operator, expected admin");
    }

    @Test
    void tokenWithoutARoleHereIsRefused() throws Exception {
        HttpResponse<String> refused = bearer(OPERATION, token("caxton", 600, "strangers"));

        assertProblem(refused, 403);
        assertThat(refused.body()).contains("The token of 'ada' names no role of this server");
    }

    @Test
    void noTokenIsRefused() throws Exception {
        assertProblem(send(HttpRequest.newBuilder(at(OPERATION))), 401);
    }

    @Test
    void forgedForeignAndExpiredTokensAreRefusedByTheServer() throws Exception {
        String good = token("caxton", 600, "platform-team");
        String unsigned = TokenIssuer.unsigned(good);

        assertThat(bearer(OPERATION, new TokenIssuer().token("caxton", 600, "platform-team"))
                        .statusCode())
                .as("key of somebody else")
                .isEqualTo(401);
        assertThat(bearer(OPERATION, ISSUER.of("https://evil.example").token("caxton", 600, "platform-team"))
                        .statusCode())
                .as("issuer")
                .isEqualTo(401);
        assertThat(bearer(OPERATION, token("other", 600, "platform-team")).statusCode())
                .as("audience")
                .isEqualTo(401);
        assertThat(bearer(OPERATION, token("caxton", -600, "platform-team")).statusCode())
                .as("expired")
                .isEqualTo(401);
        assertThat(bearer(OPERATION, unsigned).statusCode()).as("unsigned").isEqualTo(401);
    }

    @Test
    void keysWorkAsBeforeInBothPlaces() throws Exception {
        String key =
                Files.readString(CaxtonWar.wildflyData().resolve("admin.key")).strip();

        assertThat(bearer(ADMIN_OPERATION, key).statusCode()).isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(at(ADMIN_OPERATION)).header("X-API-Key", key))
                        .statusCode())
                .isEqualTo(200);
        assertProblem(bearer(ADMIN_OPERATION, key + "x"), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/v1/health", "api/v1/ready", "health", "health/live", "health/ready", "health/started"})
    void healthIsOpenWhateverComesWithIt(String path) throws Exception {
        assertThat(send(HttpRequest.newBuilder(at(path))).statusCode()).isEqualTo(200);
        assertThat(bearer(path, token("other", -600, "strangers")).statusCode()).isEqualTo(200);
        assertThat(bearer(path, "cxt_unknown").statusCode()).isEqualTo(200);
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status);
    }

    private static String token(String audience, long secondsLeft, String group) {
        return ISSUER.token(audience, secondsLeft, group);
    }

    private URI at(String path) {
        return URI.create(requireNonNull(address) + path);
    }

    private HttpResponse<String> bearer(String path, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
