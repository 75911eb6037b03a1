package dev.caxton.api;

import dev.caxton.api.agent.Agents;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.security.AuditTrail;
import dev.caxton.api.security.Keys;
import dev.caxton.api.tool.Tools;

/**
 * The whole product as one interface, with an accessor for each area.
 *
 * <p>It has two implementations that pass the same contract suite: the engine in this process, and a client that speaks
 * HTTP to a server elsewhere. Both may be shared between threads. Every operation reports failure as a {@link
 * CaxtonException} whose kind says what the caller can do about it.
 */
public interface Caxton extends AutoCloseable {

    /** Agents: list, describe, deploy, reload, validate. */
    Agents agents();

    /** Messages to agents and the conversations they form. */
    Messages messages();

    /** What agents remember. */
    Memory memory();

    /** Tools that agents may be granted. */
    Tools tools();

    /** Keys that callers come in with. */
    Keys keys();

    /** Who changed what. */
    AuditTrail audit();

    /** Health, configuration, metrics, events and shutdown. */
    Operations ops();

    /** Releases what this object holds; an engine drains first, a client only lets its connections go. */
    @Override
    void close();
}
