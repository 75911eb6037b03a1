package dev.caxton.engine;

import dev.caxton.api.agent.Agents;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.security.AuditTrail;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.memory.PartOwners;
import dev.caxton.engine.messaging.MessageService;
import dev.caxton.engine.security.Callers;
import dev.caxton.engine.security.EventScope;
import dev.caxton.engine.security.ScopedAgents;
import dev.caxton.engine.security.ScopedMemory;
import dev.caxton.engine.security.ScopedMessages;
import dev.caxton.engine.security.StoredAuditTrail;
import dev.caxton.engine.store.Database;
import java.util.List;

/**
 * What callers from outside are given: each area as they may see it. The engine's own parts know the areas themselves.
 *
 * @param agents agents
 * @param messages messages
 * @param memory memory
 * @param audit the audit trail of both databases
 * @param events which events
 */
record EngineDoors(Agents agents, Messages messages, Memory memory, AuditTrail audit, EventScope events) {

    EngineDoors(
            Callers callers,
            Agents agents,
            MessageService messages,
            MemoryService memory,
            Database platform,
            Database knowledge) {
        this(
                new ScopedAgents(callers, agents),
                new ScopedMessages(callers, agents, messages, messages::conversations),
                new ScopedMemory(
                        callers,
                        agents,
                        memory,
                        new PartOwners(knowledge)::ownObservation,
                        new PartOwners(knowledge)::ownRelation),
                new StoredAuditTrail(List.of(platform, knowledge)),
                new EventScope(callers, agents));
    }
}
