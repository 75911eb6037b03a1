package dev.caxton.engine.memory;

import dev.caxton.engine.store.ChecksummedRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Hibernate's view of {@link MemorySchema#ENTITIES}. */
@Entity
@Immutable
@Table(name = "entities")
final class EntityRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "entity_id", nullable = false)
    private String entityId = "";

    @Column(nullable = false)
    private String name = "";

    @Column(name = "entity_type", nullable = false)
    private String entityType = "";

    @Column(nullable = false)
    private String scope = "";

    @Column(name = "agent_id")
    private @Nullable String agentId;

    @Column(nullable = false)
    private String metadata = "";

    private long version;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "updated_at")
    private long updatedAt;

    @Column(name = "valid_from")
    private long validFrom;

    @Column(name = "valid_to")
    private @Nullable Long validTo;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return MemorySchema.ENTITIES;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return Arrays.asList(
                entityId,
                name,
                entityType,
                scope,
                agentId,
                metadata,
                version,
                createdAt,
                updatedAt,
                validFrom,
                validTo);
    }

    @Override
    public int crc() {
        return crc;
    }
}
