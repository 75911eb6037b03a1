package dev.caxton.engine.memory;

import dev.caxton.engine.store.ChecksummedRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Hibernate's view of {@link MemorySchema#SETTINGS}. */
@Entity
@Immutable
@Table(name = "settings")
final class SettingRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(nullable = false)
    private String name = "";

    @Column(nullable = false)
    private String value = "";

    @Column(name = "updated_at")
    private long updatedAt;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return MemorySchema.SETTINGS;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return List.of(name, value, updatedAt);
    }

    @Override
    public int crc() {
        return crc;
    }
}
