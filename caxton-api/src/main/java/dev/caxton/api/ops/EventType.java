package dev.caxton.api.ops;

import dev.caxton.api.WireName;
import java.util.Locale;

/** What a {@link PlatformEvent} can tell; {@code docs/reference/observability.md} lists the data of each. */
public enum EventType implements WireName {
    /** An agent begins to serve. */
    AGENT_STARTED,
    /** A new version of an agent took over. */
    AGENT_RELOADED,
    /** An agent's file is again what an earlier version was. */
    AGENT_ROLLED_BACK,
    /** A changed file is invalid; the version before serves on. */
    RELOAD_REFUSED,
    /** An agent's file is invalid, and nothing serves. */
    AGENT_FAILED,
    /** An agent's file is gone. */
    AGENT_STOPPED,
    /** A message was given up. */
    MESSAGE_DEAD_LETTERED,
    /** The server's status changed. */
    HEALTH_CHANGED,
    /** An entity is new. */
    ENTITY_CREATED,
    /** An entity was stored again, or has other metadata or another validity. */
    ENTITY_UPDATED,
    /** An entity was deleted with all that belongs to it. */
    ENTITY_DELETED,
    /** An entity has new observations. */
    OBSERVATION_ADDED,
    /** An observation was taken back or replaced. */
    OBSERVATION_RETRACTED,
    /** A relation is new. */
    RELATION_CREATED,
    /** A relation was taken back or replaced. */
    RELATION_DELETED,
    /** A scope of the memory is being cleared. */
    MEMORY_CLEARED,
    /** Something was forgotten for good. */
    MEMORY_FORGOTTEN,
    /** A cleanup removed what is kept no longer. */
    MEMORY_EXPIRED,
    /** A batch of an import is on disk. */
    MEMORY_IMPORTED,
    /** The listener was too slow, and lost events; told to it in their place, whatever types it asked for. */
    LAGGED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @Override
    public String wireName() {
        return wireName;
    }

    /** Whether it tells of a change of the memory. */
    public boolean ofMemory() {
        return ENTITY_CREATED.compareTo(this) <= 0 && compareTo(MEMORY_IMPORTED) <= 0;
    }
}
