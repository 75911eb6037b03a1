package dev.caxton.engine.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Hibernate's view of {@link StoreSchema#APPLIED_OPS}. */
@Entity
@Immutable
@Table(name = "applied_ops")
final class AppliedOpRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "op_id", nullable = false)
    private String opId = "";

    @Column(nullable = false)
    private String kind = "";

    @Column(nullable = false)
    private String subject = "";

    private long at;

    private @Nullable String outcome;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return StoreSchema.APPLIED_OPS;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return Arrays.asList(opId, kind, subject, at, outcome);
    }

    @Override
    public int crc() {
        return crc;
    }

    String opId() {
        return opId;
    }
}
