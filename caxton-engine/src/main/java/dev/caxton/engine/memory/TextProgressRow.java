package dev.caxton.engine.memory;

import dev.caxton.engine.store.ChecksummedRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Hibernate's view of {@link MemorySchema#TEXT_PROGRESS}. */
@Entity
@Immutable
@Table(name = "text_progress")
final class TextProgressRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(nullable = false)
    private String source = "";

    @Column(name = "done_rid")
    private long doneRid;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return MemorySchema.TEXT_PROGRESS;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return List.of(source, doneRid);
    }

    @Override
    public int crc() {
        return crc;
    }
}
