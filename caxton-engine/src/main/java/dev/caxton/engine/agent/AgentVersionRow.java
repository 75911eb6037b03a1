package dev.caxton.engine.agent;

import dev.caxton.engine.store.ChecksummedRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Hibernate's view of {@link AgentSchema#AGENT_VERSIONS}. */
@Entity
@Immutable
@Table(name = "agent_versions")
final class AgentVersionRow implements ChecksummedRow {

    @Id
    private long rid;

    @Column(name = "agent_id", nullable = false)
    private String agentId = "";

    private long sequence;

    @Column(nullable = false)
    private String digest = "";

    @Column(nullable = false)
    private String semver = "";

    @Column(nullable = false)
    private String format = "";

    @Column(nullable = false)
    private String content = "";

    @Column(nullable = false)
    private String origin = "";

    private long at;

    private int crc;

    @Override
    public dev.caxton.engine.store.Table table() {
        return AgentSchema.AGENT_VERSIONS;
    }

    @Override
    public long rid() {
        return rid;
    }

    @Override
    public List<@Nullable Object> values() {
        return List.of(agentId, sequence, digest, semver, format, content, origin, at);
    }

    @Override
    public int crc() {
        return crc;
    }
}
