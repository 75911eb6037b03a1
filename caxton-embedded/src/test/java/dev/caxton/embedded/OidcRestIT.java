package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import dev.caxton.api.CaxtonException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an issuer, good and forged, at a server that takes them. */
class OidcRestIT {

    private static final String ADMIN_ONLY = "keys";

    @TempDir
    Path directory;

    private Issuer issuer;
    private FakeServer fake;
    private Rest rest;

    @BeforeEach
    void start() {
        issuer = new Issuer();
        start(issuer.settings());
    }

    private void start(String... settings) {
        List<String> all = new java.util.ArrayList<>(List.of(settings));
        all.addAll(List.of("server.data_dir", directory.resolve("data").toString()));
        fake = new FakeServer(all.toArray(String[]::new));
        rest = new Rest(fake.server.uri());
    }

    @AfterEach
    void stop() {
        fake.close();
        issuer.close();
    }

    @Test
    void takesTokensByRsaAndByEc() {
        assertThat(status(issuer.sign(Issuer.claims("readonly")))).isEqualTo(200);
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            JWSHeader header = new JWSHeader.Builder(algorithm).keyID("rsa-1").build();
            assertThat(status(Issuer.sign(header, Issuer.claims("readonly"), issuer.rsa)))
                    .isEqualTo(200);
        }
        JWSHeader ec = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec-1").build();
        assertThat(status(Issuer.sign(ec, Issuer.claims("readonly"), issuer.ec)))
                .isEqualTo(200);
    }

    @Test
    void givesTheGreatestRoleThatATokenNames() {
        assertThat(status(issuer.sign(Issuer.claims("readonly", "unheard-of", "admin")), ADMIN_ONLY))
                .isEqualTo(200);
        RestCase.problem(
                rest.get(ADMIN_ONLY, "Authorization", "Bearer " + issuer.sign(Issuer.claims("operator"))),
                403,
                "FORBIDDEN");
        RestCase.problem(
                rest.get("agents", "Authorization", "Bearer " + issuer.sign(Issuer.claims("unheard-of"))),
                403,
                "FORBIDDEN");
        RestCase.problem(
                rest.get("agents", "Authorization", "Bearer " + issuer.sign(Issuer.claims())), 403, "FORBIDDEN");
    }

    @Test
    void readsRolesWhereAndAsTheConfigurationSays() {
        fake.close();
        start(with(
                issuer.settings(),
                "security.oidc.role_claim",
                "realm_access.roles",
                "security.oidc.role_map",
                "platform-team=admin, staff=readonly"));

        assertThat(status(
                        issuer.sign(Issuer.claims()
                                .claim("realm_access", Map.of("roles", List.of("staff", "platform-team")))),
                        ADMIN_ONLY))
                .isEqualTo(200);
        assertThat(status(issuer.sign(Issuer.claims().claim("realm_access", Map.of("roles", "staff")))))
                .isEqualTo(200);
        assertThat(status(issuer.sign(Issuer.claims("admin")))).isEqualTo(403);
    }

    @Test
    void notesTheSubjectOfARefusedChange() {
        rest.send(
                "DELETE",
                "agents/greeter",
                java.net.http.HttpRequest.BodyPublishers.noBody(),
                "Authorization",
                "Bearer " + issuer.sign(Issuer.claims("user")));

        assertThat(fake.caxton.keys.refusals)
                .containsExactly("oidc:ada DELETE /api/v1/agents/{agent} /api/v1/agents/greeter");
    }

    @Test
    void refusesUnsecuredTokens() {
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            refused(Issuer.forged(
                    "{\"alg\":\"" + none + "\",\"kid\":\"rsa-1\"}", Issuer.claims("admin"), signed -> ""));
        }
        String good = issuer.sign(Issuer.claims("admin"));
        refused(good.substring(0, good.lastIndexOf('.') + 1));
    }

    @Test
    void refusesHmacWithThePublicKeyAsItsSecret() throws Exception {
        byte[] der = issuer.rsa.toRSAPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(der, pem.getBytes(StandardCharsets.US_ASCII), issuer.served)) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            UnaryOperator<String> signature =
                    signed -> Issuer.base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
            refused(Issuer.forged("{\"alg\":\"HS256\",\"kid\":\"rsa-1\"}", Issuer.claims("admin"), signature));
        }
    }

    @Test
    void refusesTokensOfOthersForOthersAndOfOtherTimes() {
        Instant now = Instant.now();
        refused(issuer.sign(Issuer.claims("admin").issuer("https://elsewhere.example")));
        refused(issuer.sign(Issuer.claims("admin").issuer(null)));
        refused(issuer.sign(Issuer.claims("admin").audience("another")));
        refused(issuer.sign(Issuer.claims("admin").audience((String) null)));
        refused(issuer.sign(Issuer.claims("admin").subject(null)));
        refused(issuer.sign(Issuer.claims("admin").expirationTime(Date.from(now.minusSeconds(60)))));
        refused(issuer.sign(Issuer.claims("admin").expirationTime(null)));
        refused(issuer.sign(Issuer.claims("admin").notBeforeTime(Date.from(now.plusSeconds(120)))));
        assertThat(status(issuer.sign(Issuer.claims("admin")
                        .notBeforeTime(Date.from(now.plusSeconds(10)))
                        .expirationTime(Date.from(now.plusSeconds(60))))))
                .as("within the skew of clocks")
                .isEqualTo(200);
    }

    @Test
    void refusesTokensByOtherKeys() {
        RSAKey stranger = Issuer.rsa("rsa-1");
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1").build();
        refused(Issuer.sign(header, Issuer.claims("admin"), stranger));
        JWSHeader unknown =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-9").build();
        refused(Issuer.sign(unknown, Issuer.claims("admin"), stranger));
        JWSHeader carrying = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa-1")
                .jwk(stranger.toPublicJWK())
                .build();
        refused(Issuer.sign(carrying, Issuer.claims("admin"), stranger));
    }

    @Test
    void refusesWhatWasChangedAfterSigning() {
        String token = issuer.sign(Issuer.claims("readonly"));
        String[] parts = token.split("\\.");
        String admin = Issuer.base64(Issuer.claims("admin").build().toString().getBytes(StandardCharsets.UTF_8));
        refused(parts[0] + "." + admin + "." + parts[2]);
        refused(token + "A");
        refused(parts[0] + "." + parts[1]);
        refused("..");
        refused("a.b.c");
    }

    @Test
    void looksNowhereThatAKeyIdPointsTo() {
        for (String id : List.of("../../etc/passwd", "http://127.0.0.1:1/", "' or 1=1 --", "x".repeat(2_000))) {
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build();
            refused(Issuer.sign(header, Issuer.claims("admin"), Issuer.rsa("any")));
        }
        refused(Issuer.forged(
                "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"jku\":\"" + issuer.jwksUrl() + "\",\"crit\":[\"jku\"]}",
                Issuer.claims("admin"),
                signed -> "AAAA"));
    }

    @Test
    void refusesOversizedTokens() {
        refused(issuer.sign(Issuer.claims("admin").claim("padding", "x".repeat(6_000)))
                .replaceFirst("$", "A".repeat(200)));
        HttpResponse<String> answer = rest.get(
                "agents",
                "Authorization",
                "Bearer " + issuer.sign(Issuer.claims("admin").claim("padding", "x".repeat(5_800))));
        assertThat(answer.statusCode()).isIn(200, 401, 431);
    }

    @Test
    void asksTheIssuerForKeysOnceAndForUnknownOnesNotOften() {
        for (int i = 0; i < 20; i++) {
            assertThat(status(issuer.sign(Issuer.claims("readonly")))).isEqualTo(200);
        }
        assertThat(issuer.asked).hasValue(1);

        for (int i = 0; i < 50; i++) {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID("unknown-" + i)
                    .build();
            refused(Issuer.sign(header, Issuer.claims("admin"), issuer.rsa));
        }
        assertThat(issuer.asked.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void takesANewKeyOfTheIssuer() {
        assertThat(status(issuer.sign(Issuer.claims("readonly")))).isEqualTo(200);
        RSAKey next = Issuer.rsa("rsa-2");
        issuer.served = Issuer.set(issuer.rsa, next);

        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-2").build();
        assertThat(status(Issuer.sign(header, Issuer.claims("readonly"), next))).isEqualTo(200);
    }

    @Test
    void refusesEverythingWhileTheKeysAreTooManyOrUnreadable() {
        issuer.served =
                ("{\"keys\":[],\"padding\":\"" + "x".repeat(1_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        refused(issuer.sign(Issuer.claims("admin")));
        assertThat(rest.get("health").statusCode()).isEqualTo(200);
    }

    @Test
    void takesATokenAgainUntilItExpires() throws Exception {
        fake.close();
        start(with(issuer.settings(), "security.oidc.clock_skew", "0s"));
        assertThat(status(issuer.sign(Issuer.claims("admin"))))
                .as("the keys are fetched")
                .isEqualTo(200);
        String token = issuer.sign(
                Issuer.claims("admin").expirationTime(Date.from(Instant.now().plusSeconds(12))));
        assertThat(status(token)).isEqualTo(200);
        assertThat(status(token)).as("sent again").isEqualTo(200);

        ModelPeer.await(() -> status(token) == 401, "the end of a token of twelve seconds");
        refused(token);
    }

    @Test
    void takesTheOneKeyOfAFile() throws Exception {
        fake.close();
        Path pem = directory.resolve("issuer.pem");
        Files.writeString(
                pem,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(issuer.ec.toECPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        start(
                "security.authentication.enabled",
                "true",
                "security.oidc.issuer",
                Issuer.NAME,
                "security.oidc.audience",
                Issuer.AUDIENCE,
                "security.oidc.public_key",
                pem.toString());
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("any").build();

        assertThat(status(Issuer.sign(header, Issuer.claims("readonly"), issuer.ec)))
                .isEqualTo(200);
        refused(Issuer.sign(header, Issuer.claims("readonly"), Issuer.ec("any")));
        refused(issuer.sign(Issuer.claims("readonly")));
    }

    @Test
    void doesNotStartWithoutWhatItNeeds() {
        for (String[] settings : List.of(
                new String[] {"security.oidc.issuer", Issuer.NAME},
                new String[] {"security.oidc.jwks_url", "https://issuer.example/jwks"},
                new String[] {"security.oidc.issuer", Issuer.NAME, "security.oidc.audience", "a"},
                new String[] {
                    "security.oidc.issuer", Issuer.NAME,
                    "security.oidc.audience", "a",
                    "security.oidc.jwks_url", "http://8.8.8.8/jwks"
                })) {
            assertThatThrownBy(() -> new FakeServer(settings).close())
                    .as(settings[settings.length - 1])
                    .isInstanceOf(CaxtonException.class);
        }
    }

    private int status(String token) {
        return status(token, "agents");
    }

    private int status(String token, String path) {
        HttpResponse<String> answer = rest.get(path, "Authorization", "Bearer " + token);
        return answer.statusCode();
    }

    private void refused(String token) {
        HttpResponse<String> answer = rest.get("agents", "Authorization", "Bearer " + token);
        RestCase.problem(answer, 401, "UNAUTHENTICATED");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        assertThat(answer.body()).doesNotContain(token);
    }

    private static String[] with(String[] settings, String... more) {
        return java.util.stream.Stream.of(settings, more)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new);
    }
}
