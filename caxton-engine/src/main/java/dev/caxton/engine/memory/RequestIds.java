package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.identity.IdGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids of one request. Where the request has an operation id they follow from it, so that a retry makes the same command.
 */
final class RequestIds {

    private static final int LONGEST_OPERATION_ID = 200;

    private final IdGenerator generator;
    private final @Nullable String given;
    private int made;

    RequestIds(IdGenerator generator, @Nullable String operationId) {
        if (operationId != null && (operationId.isBlank() || operationId.length() > LONGEST_OPERATION_ID)) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "idempotency key has " + operationId.length() + " characters, expected 1 to " + LONGEST_OPERATION_ID
                            + " that are not all blank",
                    (String) null);
        }
        this.generator = generator;
        this.given = operationId;
    }

    /** Whether the request has an operation id, so that it may be a repetition. */
    boolean areGiven() {
        return given != null;
    }

    String operation() {
        return given == null ? generator.next().toString() : given;
    }

    String next(String prefix) {
        UUID id = given == null ? generator.next() : derived(given + "\n" + made++);
        return prefix + id;
    }

    /** A UUID of version 8 (RFC 9562 section 5.8) made of a hash. */
    private static UUID derived(String text) {
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
        return new UUID(
                hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L,
                hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    /** Tells requests apart without their content. */
    static String fingerprint(List<? extends @Nullable Object> parts) {
        MessageDigest digest = sha256();
        for (Object part : parts) {
            byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
