package dev.caxton.engine.memory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.ops.EventType;
import dev.caxton.engine.memory.upkeep.RemoveExpired;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.DatabaseOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells what changed in the memory, once it is on disk: ids, numbers, scope and owner, never a text. Where nobody listens for
 * a type it costs one question.
 */
public final class MemoryEvents {

    /** Ids that one event lists; it says how many there are. */
    private static final int MOST_LISTED = 100;

    private final Predicate<EventType> wanted;
    private final BiConsumer<EventType, Map<String, Object>> publish;

    /**
     * Tells of changes.
     *
     * @param wanted whether anybody listens for a type; asked for each change
     * @param publish takes type and data; must not wait
     */
    public MemoryEvents(Predicate<EventType> wanted, BiConsumer<EventType, Map<String, Object>> publish) {
        this.wanted = wanted;
        this.publish = publish;
    }

    /** Options whose commands are told of, made of those that {@link MemoryIndex#register} gave. */
    public DatabaseOptions register(DatabaseOptions options) {
        DatabaseOptions told = options;
        told = told(told, CreateEntity.class, this::created);
        told = told(told, CreateEntities.class, this::created);
        told = told(told, AddObservations.class, this::added);
        told = told(
                told,
                UpdateEntity.class,
                (command, outcome) -> changed(EventType.ENTITY_UPDATED, command.entityId(), outcome));
        told = told(
                told,
                DeleteEntity.class,
                (command, outcome) -> changed(EventType.ENTITY_DELETED, command.entityId(), outcome));
        told = told(told, ReplaceObservation.class, (command, outcome) -> replaced(command));
        told = told(told, CreateRelation.class, this::related);
        told = told(told, ReplaceRelation.class, this::replaced);
        told = told(told, ClearMemory.class, this::cleared);
        told = told(told, Forget.class, this::forgotten);
        told = told(told, RemoveExpired.class, this::expired);
        return told(told, ImportBatch.class, this::imported);
    }

    private <C extends Command> DatabaseOptions told(
            DatabaseOptions options, Class<C> type, BiConsumer<C, @Nullable String> listener) {
        @SuppressWarnings("unchecked") // withApplier pairs a class of commands with its applier
        Applier<C> applier =
                (Applier<C>) Objects.requireNonNull(options.appliers().get(type), type::getName);
        return options.withApplier(type, new Told<>(applier, listener));
    }

    private void created(CreateEntity command, @Nullable String outcome) {
        if (isWanted(EventType.ENTITY_CREATED, EventType.ENTITY_UPDATED, EventType.OBSERVATION_ADDED)) {
            stored(command, EntityOutcome.parse(outcome));
        }
    }

    private void created(CreateEntities command, @Nullable String outcome) {
        if (!isWanted(EventType.ENTITY_CREATED, EventType.ENTITY_UPDATED, EventType.OBSERVATION_ADDED)) {
            return;
        }
        List<CreateEntitiesApplier.Result> results = CreateEntitiesApplier.parse(outcome);
        for (int i = 0; i < results.size(); i++) {
            EntityOutcome one = results.get(i).outcome();
            if (one != null) {
                stored(command.entities().get(i), one);
            }
        }
    }

    private void stored(CreateEntity command, EntityOutcome outcome) {
        EventType type = outcome.created() ? EventType.ENTITY_CREATED : EventType.ENTITY_UPDATED;
        tell(
                type,
                ChangedPlace.of(command.facts()),
                Map.of("entity_id", outcome.entityId(), "version", outcome.version()));
        observed(command.facts(), outcome, command.observations());
    }

    private void added(AddObservations command, @Nullable String outcome) {
        if (isWanted(EventType.OBSERVATION_ADDED)) {
            observed(command.facts(), EntityOutcome.parse(outcome), command.observations());
        }
    }

    private void changed(EventType type, String entityId, @Nullable String outcome) {
        if (isWanted(type)) {
            tell(type, ChangedPlace.of(EntityOutcome.read(outcome)), Map.of("entity_id", entityId));
        }
    }

    private void observed(EntityFacts facts, EntityOutcome outcome, List<PendingObservation> observations) {
        List<String> added = new ArrayList<>();
        for (int i = 0; i < observations.size(); i++) {
            if (!outcome.duplicates().contains(i)) {
                added.add(observations.get(i).observationId());
            }
        }
        if (!added.isEmpty()) {
            tell(EventType.OBSERVATION_ADDED, ChangedPlace.of(facts), listed("observation", added, outcome.entityId()));
        }
    }

    private void replaced(ReplaceObservation command) {
        ChangedPlace place = ChangedPlace.of(command.facts());
        String entityId = command.facts().entityId();
        PendingObservation next = command.next();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("entity_id", entityId);
        data.put("observation_id", command.observationId());
        if (next != null) {
            data.put("replaced_by", next.observationId());
        }
        tell(EventType.OBSERVATION_RETRACTED, place, data);
        if (next != null) {
            tell(EventType.OBSERVATION_ADDED, place, listed("observation", List.of(next.observationId()), entityId));
        }
    }

    private void related(CreateRelation command, @Nullable String outcome) {
        if (!isWanted(EventType.RELATION_CREATED)) {
            return;
        }
        JsonNode json = EntityOutcome.read(outcome);
        ChangedPlace place = new ChangedPlace(command.scope(), command.agentId());
        String from = json.path("from_entity").asText();
        String to = json.path("to_entity").asText();
        tell(
                EventType.RELATION_CREATED,
                place,
                relation(json.path("relation_id").asText(), from, to));
        if (command.reverseId() != null) {
            tell(EventType.RELATION_CREATED, place, relation(command.reverseId(), to, from));
        }
    }

    private void replaced(ReplaceRelation command, @Nullable String outcome) {
        if (!isWanted(EventType.RELATION_CREATED, EventType.RELATION_DELETED)) {
            return;
        }
        JsonNode json = EntityOutcome.read(outcome);
        ChangedPlace place = ChangedPlace.of(json);
        String from = json.path("from_entity").asText();
        String to = json.path("to_entity").asText();
        Map<String, Object> data = relation(command.relationId(), from, to);
        if (command.nextId() != null) {
            data.put("replaced_by", command.nextId());
        }
        tell(EventType.RELATION_DELETED, place, data);
        if (command.nextId() != null) {
            tell(EventType.RELATION_CREATED, place, relation(command.nextId(), from, to));
        }
    }

    private static Map<String, Object> relation(String relationId, String from, String to) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("relation_id", relationId);
        data.put("from_entity", from);
        data.put("to_entity", to);
        return data;
    }

    private void cleared(ClearMemory command, @Nullable String outcome) {
        if (!isWanted(EventType.MEMORY_CLEARED)) {
            return;
        }
        ClearMemoryApplier.Cleared cleared = ClearMemoryApplier.Cleared.parse(outcome);
        Map<String, Object> data = listed("entity", command.entityIds(), null);
        data.put("entities", cleared.entities());
        data.put("relations", cleared.relations());
        tell(EventType.MEMORY_CLEARED, new ChangedPlace(command.scope(), command.agentId()), data);
    }

    private void forgotten(Forget command, @Nullable String outcome) {
        if (!isWanted(EventType.MEMORY_FORGOTTEN)) {
            return;
        }
        Forgotten forgotten = Forgotten.parse(outcome);
        Map<String, Object> data = listed("observation", forgotten.observationIds(), forgotten.entityId());
        data.put("id", command.id());
        data.put("entities", forgotten.entities());
        data.put("relations", forgotten.relations());
        tell(EventType.MEMORY_FORGOTTEN, new ChangedPlace(forgotten.scope(), forgotten.agentId()), data);
    }

    private void expired(RemoveExpired command, @Nullable String outcome) {
        long rows = RemoveExpiredApplier.rows(outcome);
        if (rows > 0) {
            ChangedPlace place = new ChangedPlace(
                    WireName.parse(MemoryScope.class, "scope", command.scope()),
                    command.agent().isEmpty() ? null : command.agent());
            tell(
                    EventType.MEMORY_EXPIRED,
                    place,
                    Map.of("kind", command.expired().kind(), "rows", rows));
        }
    }

    private void imported(ImportBatch command, @Nullable String outcome) {
        if (!isWanted(EventType.MEMORY_IMPORTED)) {
            return;
        }
        ImportOutcome batch = ImportOutcome.parse(outcome);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("import_id", command.importId());
        data.put("batch", command.number());
        data.put("entities_created", batch.created);
        data.put("entities_updated", batch.updated);
        data.put("observations", batch.observations);
        data.put("relations", batch.relations);
        tell(EventType.MEMORY_IMPORTED, ChangedPlace.UNKNOWN, data);
    }

    /** The first of some ids, how many there are, and the entity they belong to. */
    private static Map<String, Object> listed(String what, List<String> ids, @Nullable String entityId) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (entityId != null) {
            data.put("entity_id", entityId);
        }
        data.put(what + "_ids", List.copyOf(ids.subList(0, Math.min(ids.size(), MOST_LISTED))));
        data.put(what + "_count", ids.size());
        return data;
    }

    private boolean isWanted(EventType... types) {
        for (EventType type : types) {
            if (wanted.test(type)) {
                return true;
            }
        }
        return false;
    }

    private void tell(EventType type, ChangedPlace place, Map<String, Object> data) {
        if (!isWanted(type)) {
            return;
        }
        Map<String, Object> all = new LinkedHashMap<>(data);
        if (place.scope() != null) {
            all.put("memory_scope", place.scope().wireName());
        }
        if (place.agentId() != null) {
            all.put("agent_id", place.agentId());
        }
        publish.accept(type, all);
    }
}
