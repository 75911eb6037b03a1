package dev.caxton.api.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key without its secret.
 *
 * @param keyId its id; {@code admin.key} for the key that a server keeps in that file of its data directory
 * @param prefix first characters of the token, to tell keys apart
 * @param name what its maker calls it; no two active keys have one name
 * @param role what its holder may do
 * @param agents slugs, names or ids of the agents that its holder may see and talk to; empty for all
 * @param state whether it opens anything
 * @param createdAt when it was made
 * @param createdBy who made it, as the audit trail writes it
 * @param expiresAt when its time is over; null for never
 * @param lastUsed when it was used last; null if never. After a restart of the server, up to an hour early
 * @param revokedAt when it was revoked; null if it was not
 */
public record ApiKey(
        String keyId,
        String prefix,
        String name,
        Role role,
        List<String> agents,
        KeyState state,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsed,
        @Nullable Instant revokedAt) {
    public ApiKey {
        agents = List.copyOf(agents);
    }
}
