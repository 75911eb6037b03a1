package dev.caxton.engine.memory;

import dev.caxton.engine.store.ChecksummedRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Hibernate's view of {@link MemorySchema#OBSERVATION_USES}. */
@Entity
@Immutable
@Table(name = "observation_uses")
final class ObservationUseRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "observation_id", nullable = false)
    private String observationId = "";

    private long uses;

    @Column(name = "last_used_at")
    private long lastUsedAt;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return MemorySchema.OBSERVATION_USES;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return List.of(observationId, uses, lastUsedAt);
    }

    @Override
    public int crc() {
        return crc;
    }
}
