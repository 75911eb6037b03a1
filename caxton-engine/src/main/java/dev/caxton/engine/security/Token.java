package dev.caxton.engine.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of a key: {@code cxt_} and 256 random bits in base64url. Only its hash and first characters are kept. */
final class Token {

    /** What every token of ours begins with. */
    static final String MARK = "cxt_";

    /** Longest text that is looked at as a token. */
    static final int LONGEST = 200;

    private static final int RANDOM_BYTES = 32;

    /** Mark and 48 of the 256 bits, which leaves 208 to guess. */
    private static final int PREFIX_LENGTH = 12;

    private Token() {}

    static String random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String prefix(String token) {
        return token.substring(0, Math.min(PREFIX_LENGTH, token.length()));
    }

    /** A random secret of this size needs no slow hash: there is nothing to guess it from. */
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
