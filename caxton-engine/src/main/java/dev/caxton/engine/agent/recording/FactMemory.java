package dev.caxton.engine.agent.recording;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ConflictException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.memory.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Stores facts where they are not known yet. One thread at a time, so that what was just stored is seen. */
final class FactMemory {

    private final MemoryService memory;

    FactMemory(MemoryService memory) {
        this.memory = memory;
    }

    /**
     * Stores a fact; the same operation again stores nothing more.
     *
     * @param agent id of the agent
     * @param saidAt since when it is true
     * @return whether it was new
     */
    synchronized boolean store(String agent, MemoryScope scope, Fact fact, Instant saidAt, Provenance provenance) {
        if (memory.knows(agent, scope, fact.entity(), fact.text())) {
            return false;
        }
        try {
            memory.createEntity(
                    new NewEntity(
                            agent,
                            fact.entity(),
                            fact.entityType(),
                            List.of(fact.text()),
                            scope,
                            Map.of(),
                            saidAt,
                            null,
                            fact.confidence(),
                            provenance.source()),
                    provenance);
        } catch (ConflictException e) {
            if (e.type() != ProblemType.ENTITY_CONFLICT) {
                throw e;
            }
            extend(agent, scope, fact, saidAt, provenance, e);
        }
        return true;
    }

    /** The name is known under another type, and a guess at its type does not change what somebody said. */
    private void extend(
            String agent,
            MemoryScope scope,
            Fact fact,
            Instant saidAt,
            Provenance provenance,
            CaxtonException conflict) {
        String entityId = memory.byName().find(agent, scope, fact.entity()).orElseThrow(() -> conflict);
        memory.addObservations(
                new NewObservations(
                        agent, entityId, List.of(fact.text()), saidAt, null, fact.confidence(), provenance.source()),
                new Provenance(provenance.operationId() + ":added", provenance.actor(), provenance.source()));
    }
}
