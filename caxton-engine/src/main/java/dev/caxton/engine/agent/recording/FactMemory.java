package dev.caxton.engine.agent.recording;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ConflictException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.memory.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores facts where they are not known yet. One thread at a time, so that what was just stored is seen. */
final class FactMemory {

    private static final Logger LOG = LoggerFactory.getLogger(FactMemory.class);

    /** Characters of what was said that are sought. */
    private static final int SOUGHT = 2_000;
    /** Entities of which facts are shown, and facts in all. */
    private static final int ENTITIES = 5;

    private static final int SHOWN = 15;

    private final MemoryService memory;

    FactMemory(MemoryService memory) {
        this.memory = memory;
    }

    /**
     * What an agent remembers that is nearest to what was said, where its facts are stored; the nearest first.
     *
     * @param agent id of the agent
     */
    List<KnownFact> nearest(String agent, MemoryScope scope, String said) {
        String query = said.length() <= SOUGHT ? said : said.substring(0, SOUGHT);
        if (query.isBlank()) {
            return List.of();
        }
        return memory.lookUp(new MemoryQuery(agent, query, scope, Set.of(), ENTITIES, null, false)).results().stream()
                .flatMap(hit -> hit.matches().stream()
                        .flatMap(match -> Stream.ofNullable(match.observationId())
                                .map(id -> new KnownFact(id, hit.entityName(), match.content()))))
                .limit(SHOWN)
                .toList();
    }

    /**
     * Stores a fact; the same operation again stores nothing more.
     *
     * @param agent id of the agent
     * @param saidAt since when it is true
     * @return whether it was new
     */
    synchronized boolean store(String agent, MemoryScope scope, Fact fact, Instant saidAt, Provenance provenance) {
        if (replaces(agent, scope, fact, saidAt, provenance)) {
            return true;
        }
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

    private boolean replaces(String agent, MemoryScope scope, Fact fact, Instant saidAt, Provenance provenance) {
        if (fact.replaces() == null) {
            return false;
        }
        boolean replaced = memory.supersede(
                agent,
                scope,
                fact.entity(),
                new ObservationUpdate(agent, fact.replaces(), fact.text(), fact.confidence(), saidAt, null),
                provenance);
        if (!replaced) {
            LOG.debug(
                    "fact replaces nothing that is believed of its entity, it is added observation={}",
                    fact.replaces());
        }
        return replaced;
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
