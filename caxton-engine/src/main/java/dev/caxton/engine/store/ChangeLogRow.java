package dev.caxton.engine.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Hibernate's view of {@link StoreSchema#CHANGE_LOG}. */
@Entity
@Immutable
@Table(name = "change_log")
final class ChangeLogRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "op_id", nullable = false)
    private String opId = "";

    @Column(nullable = false)
    private String kind = "";

    @Column(nullable = false)
    private String subject = "";

    @Column(name = "payload_hash", nullable = false)
    private byte[] payloadHash = {};

    private long at;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return StoreSchema.CHANGE_LOG;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return List.of(opId, kind, subject, payloadHash, at);
    }

    @Override
    public int crc() {
        return crc;
    }
}
