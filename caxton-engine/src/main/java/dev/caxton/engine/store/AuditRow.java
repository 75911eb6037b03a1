package dev.caxton.engine.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Hibernate's view of {@link StoreSchema#AUDIT}. */
@Entity
@Immutable
@Table(name = "audit")
final class AuditRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "op_id", nullable = false)
    private String opId = "";

    private long at;

    @Column(nullable = false)
    private String actor = "";

    @Column(nullable = false)
    private String kind = "";

    @Column(nullable = false)
    private String subject = "";

    @Column(nullable = false)
    private String outcome = "";

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return StoreSchema.AUDIT;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return List.of(opId, at, actor, kind, subject, outcome);
    }

    @Override
    public int crc() {
        return crc;
    }
}
