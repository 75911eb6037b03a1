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

/** Hibernate's view of {@link MemorySchema#ENTITY_VERSIONS}. */
@Entity
@Immutable
@Table(name = "entity_versions")
final class EntityVersionRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "entity_id", nullable = false)
    private String entityId = "";

    private long version;

    @Column(nullable = false)
    private String metadata = "";

    @Column(name = "valid_from")
    private long validFrom;

    @Column(name = "valid_to")
    private @Nullable Long validTo;

    @Column(name = "recorded_at")
    private long recordedAt;

    @Column(name = "superseded_at")
    private long supersededAt;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return MemorySchema.ENTITY_VERSIONS;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return Arrays.asList(entityId, version, metadata, validFrom, validTo, recordedAt, supersededAt);
    }

    @Override
    public int crc() {
        return crc;
    }
}
