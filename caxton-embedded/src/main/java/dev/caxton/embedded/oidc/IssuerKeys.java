package dev.caxton.embedded.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.config.OidcConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Where the keys come from that tokens are checked with, and by which algorithms. */
final class IssuerKeys {

    /** No HS: those would let whoever knows the public key sign. No none. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** A large issuer has a dozen keys of a kilobyte or two. */
    static final int LARGEST_KEY_SET = 256 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration KEEP = Duration.ofMinutes(10);
    private static final Duration REFRESH_PATIENCE = Duration.ofSeconds(15);

    /** An unknown key id asks the issuer again, but not more often than this. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(30);

    /** How long known keys serve while the issuer does not answer. */
    private static final Duration BRIDGE = Duration.ofHours(1);

    private IssuerKeys() {}

    static JWSKeySelector<SecurityContext> of(OidcConfig config) {
        Path file = config.publicKey();
        return file == null ? fetched(Objects.requireNonNull(config.jwksUrl(), "jwksUrl")) : fixed(file);
    }

    private static JWSKeySelector<SecurityContext> fetched(String address) {
        URL url = checked(address);
        int patience = Math.toIntExact(PATIENCE.toMillis());
        return new JWSVerificationKeySelector<>(
                ALGORITHMS,
                JWKSourceBuilder.create(url, new DefaultResourceRetriever(patience, patience, LARGEST_KEY_SET))
                        .cache(KEEP.toMillis(), REFRESH_PATIENCE.toMillis())
                        .refreshAheadCache(false)
                        .rateLimited(ASK_EVERY.toMillis())
                        .outageTolerant(BRIDGE.toMillis())
                        .build());
    }

    /** Keys that anybody on the way could exchange are none. */
    private static URL checked(String address) {
        try {
            URI uri = URI.create(address);
            boolean safe = "https".equalsIgnoreCase(uri.getScheme())
                    || InetAddress.getByName(uri.getHost()).isLoopbackAddress();
            if (safe) {
                return uri.toURL();
            }
        } catch (UnknownHostException | MalformedURLException | IllegalArgumentException e) {
            throw invalid("security.oidc.jwks_url is '" + address + "', which is no address: " + e.getMessage(), e);
        }
        throw invalid("security.oidc.jwks_url is '" + address + "', expected https", null);
    }

    /** One key, whatever id a token gives it. */
    private static JWSKeySelector<SecurityContext> fixed(Path file) {
        PublicKey key = read(file);
        boolean rsa = key instanceof RSAPublicKey;
        return (header, context) -> {
            JWSAlgorithm algorithm = header.getAlgorithm();
            boolean fits = JWSAlgorithm.Family.RSA.contains(algorithm) == rsa;
            return ALGORITHMS.contains(algorithm) && fits ? List.of(key) : List.of();
        };
    }

    private static PublicKey read(Path file) {
        try {
            String text = Files.readString(file)
                    .replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "")
                    .replaceAll("\\s+", "");
            X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(text));
            try {
                return KeyFactory.getInstance("RSA").generatePublic(spec);
            } catch (GeneralSecurityException e) {
                return KeyFactory.getInstance("EC").generatePublic(spec); // the other kind that is taken
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw invalid(
                    "security.oidc.public_key is '" + file + "', expected a PEM file with a PUBLIC KEY of RSA or EC",
                    e);
        }
    }

    private static CaxtonException invalid(String detail, @org.jspecify.annotations.Nullable Exception cause) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.INVALID_CONFIGURATION,
                        detail,
                        "docs/how-to/keys-and-oidc.md shows what an issuer needs."),
                cause);
    }
}
