package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.NewEntities;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.StoredEntities;
import dev.caxton.api.memory.StoredEntities.Fault;
import dev.caxton.api.memory.StoredEntities.Result;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.EntityWriter.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Stores entities that were sent together: checks each, writes those that pass in one change. */
final class EntityBatch {

    private final EntityWriter writer;
    private final Owners owners;
    private final TextGate gate;
    private final IdGenerator ids;

    EntityBatch(EntityWriter writer, Owners owners, TextGate gate, IdGenerator ids) {
        this.writer = writer;
        this.owners = owners;
        this.gate = gate;
        this.ids = ids;
    }

    StoredEntities store(NewEntities batch, Provenance provenance) {
        long start = System.nanoTime();
        RequestIds requestIds = new RequestIds(ids, provenance.operationId());
        String batchId = requestIds.next("bat_");
        List<NewEntity> entities = batch.resolved();
        MemoryInput.checkSum(entities);
        Map<Integer, Problem> faults = new TreeMap<>();
        Map<Integer, Draft> accepted = new TreeMap<>();
        for (int i = 0; i < entities.size(); i++) {
            check(i, entities.get(i), accepted::put, faults);
        }
        if (!faults.isEmpty() && accepted.isEmpty()) {
            return report(batchId, entities, Map.of(), faults, start);
        }
        Map<Integer, StoredEntity> stored = new TreeMap<>();
        List<Integer> places = List.copyOf(accepted.keySet());
        List<Draft> drafts = List.copyOf(accepted.values());
        List<EntityWriter.Written> written = writer.createAll(batchId, drafts, entities, provenance, requestIds);
        for (int i = 0; i < places.size(); i++) {
            EntityWriter.Written one = written.get(i);
            if (one.stored() != null) {
                stored.put(places.get(i), one.stored());
            } else if (one.conflict() != null) {
                faults.put(places.get(i), one.conflict());
            }
        }
        return report(batchId, entities, stored, faults, start);
    }

    private void check(int place, NewEntity entity, BiConsumer<Integer, Draft> accept, Map<Integer, Problem> faults) {
        try {
            MemoryInput.check(entity);
            gate.check(entity);
            MemoryInput.json(entity.metadata());
            accept.accept(place, new Draft(entity, owners.owner(entity.agentId(), entity.memoryScope())));
        } catch (CaxtonException e) {
            // An agent that is not there is most likely that of the whole request.
            if (e.type() == ProblemType.AGENT_NOT_FOUND) {
                throw e;
            }
            faults.put(place, e.problem());
        }
    }

    private static StoredEntities report(
            String batchId,
            List<NewEntity> entities,
            Map<Integer, StoredEntity> stored,
            Map<Integer, Problem> faults,
            long start) {
        List<Result> results = new ArrayList<>();
        int created = 0;
        int updated = 0;
        for (int i = 0; i < entities.size(); i++) {
            StoredEntity one = stored.get(i);
            results.add(new Result(i, entities.get(i).entityName(), one, fault(faults.get(i))));
            created += one != null && one.created() ? 1 : 0;
            updated += one != null && !one.created() ? 1 : 0;
        }
        return new StoredEntities(batchId, created, updated, faults.size(), (System.nanoTime() - start) / 1e6, results);
    }

    private static @Nullable Fault fault(@Nullable Problem problem) {
        return problem == null
                ? null
                : new Fault(problem.type().name(), problem.detail(), problem.hint(), problem.errors());
    }
}
