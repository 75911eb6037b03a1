package dev.caxton.engine.memory;

import dev.caxton.engine.store.ChecksummedRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Hibernate's view of {@link MemorySchema#PAST_EMBEDDINGS}. */
@Entity
@Immutable
@Table(name = "past_embeddings")
final class PastEmbeddingRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "owner_id", nullable = false)
    private String ownerId = "";

    @Column(name = "entity_id", nullable = false)
    private String entityId = "";

    @Column(nullable = false)
    private String model = "";

    private long dimensions;

    @Column(nullable = false)
    private byte[] vector = {};

    @Column(name = "created_at")
    private long createdAt;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return MemorySchema.PAST_EMBEDDINGS;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return List.of(ownerId, entityId, model, dimensions, vector, createdAt);
    }

    @Override
    public int crc() {
        return crc;
    }
}
