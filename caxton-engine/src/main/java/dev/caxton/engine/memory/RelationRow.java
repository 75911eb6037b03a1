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

/** Hibernate's view of {@link MemorySchema#RELATIONS}. */
@Entity
@Immutable
@Table(name = "relations")
final class RelationRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "relation_id", nullable = false)
    private String relationId = "";

    @Column(name = "from_entity", nullable = false)
    private String fromEntity = "";

    @Column(name = "to_entity", nullable = false)
    private String toEntity = "";

    @Column(name = "relation_type", nullable = false)
    private String relationType = "";

    @Column(nullable = false)
    private String scope = "";

    @Column(name = "agent_id")
    private @Nullable String agentId;

    private double strength;

    private double confidence;

    @Column(nullable = false)
    private String metadata = "";

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "retracted_at")
    private @Nullable Long retractedAt;

    @Column(name = "valid_from")
    private long validFrom;

    @Column(name = "valid_to")
    private @Nullable Long validTo;

    private @Nullable String replaces;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return MemorySchema.RELATIONS;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return Arrays.asList(
                relationId,
                fromEntity,
                toEntity,
                relationType,
                scope,
                agentId,
                strength,
                confidence,
                metadata,
                createdAt,
                retractedAt,
                validFrom,
                validTo,
                replaces);
    }

    @Override
    public int crc() {
        return crc;
    }
}
