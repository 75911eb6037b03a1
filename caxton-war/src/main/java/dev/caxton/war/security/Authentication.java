package dev.caxton.war.security;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers in that carry the key. What an orchestrator asks before it knows a key, health and readiness, stays open.
 * Only a digest of the key is kept.
 */
public final class Authentication {

    private static final Set<String> OPEN =
            Set.of("/api/v1/health", "/api/v1/ready", "/health", "/health/live", "/health/ready", "/health/started");
    private static final String BEARER = "bearer ";

    private final byte @Nullable [] digest;

    private Authentication(byte @Nullable [] digest) {
        this.digest = digest;
    }

    /** Lets everybody in. */
    public static Authentication none() {
        return new Authentication(null);
    }

    /** Lets those in that carry this key. */
    public static Authentication key(String key) {
        return new Authentication(digest(key));
    }

    /** Whether a path within the application is open to everybody, and as often as they like. */
    public static boolean open(String path) {
        return OPEN.contains(path);
    }

    /** Whether a key is asked for. */
    public boolean required() {
        return digest != null;
    }

    /**
     * The problem with a request's credentials, if there is one.
     *
     * @param path path within the application
     * @param authorization its {@code Authorization} header
     * @param apiKey its {@code X-API-Key} header, the other documented place
     */
    public Optional<Problem> check(String path, @Nullable String authorization, @Nullable String apiKey) {
        if (digest == null || open(path)) {
            return Optional.empty();
        }
        String sent = bearer(authorization);
        String key = sent == null ? apiKey : sent;
        if (key != null && MessageDigest.isEqual(digest(key), digest)) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                ProblemType.UNAUTHENTICATED,
                key == null ? "The request carries no key" : "The key is not known here",
                "Send the header Authorization: Bearer <key>; the server's log says where its key is kept."));
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
