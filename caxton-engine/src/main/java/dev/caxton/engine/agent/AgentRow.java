package dev.caxton.engine.agent;

import dev.caxton.engine.store.ChecksummedRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Hibernate's view of {@link AgentSchema#AGENTS}. */
@Entity
@Immutable
@Table(name = "agents")
final class AgentRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "agent_id", nullable = false)
    private String agentId = "";

    @Column(nullable = false)
    private String slug = "";

    @Column(nullable = false)
    private String name = "";

    @Column(nullable = false)
    private String type = "";

    @Column(nullable = false)
    private String state = "";

    private long sequence;

    @Column(nullable = false)
    private String digest = "";

    @Column(nullable = false)
    private String semver = "";

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "changed_at")
    private long changedAt;

    @Column(name = "stopped_at")
    private @Nullable Long stoppedAt;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return AgentSchema.AGENTS;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return Arrays.asList(
                agentId, slug, name, type, state, sequence, digest, semver, createdAt, changedAt, stoppedAt);
    }

    @Override
    public int crc() {
        return crc;
    }
}
