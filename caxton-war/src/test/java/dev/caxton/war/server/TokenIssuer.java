package dev.caxton.war.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An issuer of tokens, and what the pages of servers say about it.
 *
 * @param name what it says who it is
 * @param keys its key
 */
record TokenIssuer(String name, KeyPair keys) {

    private static final Pattern FILE =
            Pattern.compile("<!-- file: (\\S+) -->\\s*```[a-z]+\\n(.*?)```", Pattern.DOTALL);
    private static final String RS256 = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

    /** The issuer that the pages write, with a new key. */
    TokenIssuer() {
        this("https://login.example.com/realms/company", newKeys());
    }

    /** Another name with the same key. */
    TokenIssuer of(String other) {
        return new TokenIssuer(other, keys);
    }

    /**
     * Adds the files to a WAR that a page has added to it, and asks for keys or tokens on loopback too.
     *
     * @param here makes a file's text fit this test
     */
    static void add(String page, WebArchive war, UnaryOperator<String> here) throws IOException {
        String text = Files.readString(Path.of("..", "docs", "how-to", page + ".md"));
        for (MatchResult file : FILE.matcher(text).results().toList()) {
            String path = file.group(1);
            String more = path.endsWith(".properties") ? "caxton.security.authentication.enabled=true\n" : "";
            war.add(new StringAsset(here.apply(file.group(2)) + more), path);
        }
    }

    String token(String audience, long secondsLeft, String group) {
        long expiry = Instant.now().getEpochSecond() + secondsLeft;
        String claims = """
            {"iss":"%s","aud":"%s","sub":"ada","upn":"ada","jti":"1","iat":%d,"exp":%d,"groups":["%s"]}\
            """.formatted(name, audience, expiry - 1200, expiry, group);
        String signed =
                base64(RS256.getBytes(StandardCharsets.UTF_8)) + '.' + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of a token without a signature. */
    static String unsigned(String token) {
        return base64("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + '.' + token.split("\\.")[1] + '.';
    }

    /** The public key as one line of Base64. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** The public key as a PEM file has it. */
    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
