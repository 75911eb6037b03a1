package dev.caxton.embedded;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An issuer of tokens on this machine: serves its public keys and signs what it is told to. */
final class Issuer implements AutoCloseable {

    static final String NAME = "https://issuer.example";
    static final String AUDIENCE = "caxton";

    final RSAKey rsa = rsa("rsa-1");
    final ECKey ec = ec("ec-1");
    final AtomicInteger asked = new AtomicInteger();
    volatile byte[] served = set(rsa, ec);
    private final HttpServer http;

    Issuer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        http.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            byte[] body = served;
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            } catch (IOException e) {
                // The reader had enough: that is what a huge set is to show.
                return;
            }
        });
        http.start();
    }

    String jwksUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/jwks";
    }

    /** Settings of a server that takes this issuer's tokens. */
    String[] settings() {
        return new String[] {
            "security.authentication.enabled",
            "true",
            "security.oidc.issuer",
            NAME,
            "security.oidc.audience",
            AUDIENCE,
            "security.oidc.jwks_url",
            jwksUrl()
        };
    }

    static byte[] set(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(true).getBytes(StandardCharsets.UTF_8);
    }

    static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Claims of a good token, good for a quarter of an hour. */
    static JWTClaimsSet.Builder claims(String... roles) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject("ada")
                .claim("roles", List.of(roles))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(900)));
    }

    /** A token by the RSA key. */
    String sign(JWTClaimsSet.Builder claims) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(rsa.getKeyID()).build(), claims, rsa);
    }

    static String sign(JWSHeader header, JWTClaimsSet.Builder claims, JWK key) {
        try {
            JWSSigner signer = key instanceof RSAKey known ? new RSASSASigner(known) : new ECDSASigner(key.toECKey());
            SignedJWT token = new SignedJWT(header, claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token with its header exchanged after signing, or with one of its own making. */
    static String forged(String header, JWTClaimsSet.Builder claims, UnaryOperator<String> signature) {
        String first = base64(header.getBytes(StandardCharsets.UTF_8));
        String second = base64(claims.build().toString().getBytes(StandardCharsets.UTF_8));
        return first + "." + second + "." + signature.apply(first + "." + second);
    }

    static String base64(byte[] bytes) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
