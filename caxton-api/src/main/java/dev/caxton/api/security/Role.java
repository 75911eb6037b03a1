package dev.caxton.api.security;

import dev.caxton.api.WireName;
import java.util.Locale;

/** What a caller may do; each role may do all that the roles before it may. */
public enum Role implements WireName {
    /** Look: agents, conversations, memory, health, metrics. */
    READONLY,
    /** Talk to agents and write their memory. */
    USER,
    /** Deploy, reload, remove and check agents, read logs and the audit trail, maintain. */
    OPERATOR,
    /** Everything: keys, configuration, shutdown, clearing memory. */
    ADMIN;

    /** Whether this role may do what needs another. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
