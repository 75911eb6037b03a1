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

/** Hibernate's view of {@link MemorySchema#OBSERVATIONS}. */
@Entity
@Immutable
@Table(name = "observations")
final class ObservationRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "observation_id", nullable = false)
    private String observationId = "";

    @Column(name = "entity_id", nullable = false)
    private String entityId = "";

    @Column(nullable = false)
    private String content = "";

    @Column(name = "content_hash", nullable = false)
    private byte[] contentHash = {};

    @Column(nullable = false)
    private String source = "";

    private @Nullable String author;

    private double confidence;

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
        return MemorySchema.OBSERVATIONS;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return Arrays.asList(
                observationId,
                entityId,
                content,
                contentHash,
                source,
                author,
                confidence,
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
