package dev.caxton.engine.security;

import dev.caxton.engine.store.ChecksummedRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Hibernate's view of {@link KeySchema#KEYS}. */
@Entity
@Immutable
@Table(name = "api_keys")
final class ApiKeyRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "key_id", nullable = false)
    private String keyId = "";

    @Column(nullable = false)
    private String prefix = "";

    @Column(nullable = false)
    private byte[] hash = {};

    @Column(nullable = false)
    private String name = "";

    @Column(nullable = false)
    private String role = "";

    @Column(nullable = false)
    private String agents = "";

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "created_by", nullable = false)
    private String createdBy = "";

    @Column(name = "expires_at")
    private @Nullable Long expiresAt;

    @Column(name = "last_used_at")
    private @Nullable Long lastUsedAt;

    @Column(name = "revoked_at")
    private @Nullable Long revokedAt;

    @Column(name = "revoked_by")
    private @Nullable String revokedBy;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return KeySchema.KEYS;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return Arrays.asList(
                keyId,
                prefix,
                hash,
                name,
                role,
                agents,
                createdAt,
                createdBy,
                expiresAt,
                lastUsedAt,
                revokedAt,
                revokedBy);
    }

    @Override
    public int crc() {
        return crc;
    }
}
