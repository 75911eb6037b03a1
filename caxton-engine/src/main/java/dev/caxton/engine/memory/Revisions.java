package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;
import static dev.caxton.engine.memory.MemorySchema.RELATIONS;

import dev.caxton.api.ConflictException;
import dev.caxton.api.NotFoundException;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.EntityHistory;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.EntityUpdate;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.RelationUpdate;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.Owners.Owner;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was believed when: reads of the past, and changes that leave it readable. */
final class Revisions {

    private static final Logger LOG = LoggerFactory.getLogger(Revisions.class);

    private final Database database;
    private final EntityWriter writer;
    private final Embedder embedder;
    private final VectorBackfill backfill;
    private final IdGenerator ids;
    private final Clock clock;

    Revisions(
            Database database,
            EntityWriter writer,
            Embedder embedder,
            VectorBackfill backfill,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.writer = writer;
        this.embedder = embedder;
        this.backfill = backfill;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * An entity as it was believed.
     *
     * @param visibility what may be seen; null for everything by id, and the wider scopes by name
     */
    Entity entity(EntityQuery query, @Nullable Visibility visibility) {
        Moment moment = Moment.of(query.time(), clock.instant());
        return database.read(tx -> {
            Row row = find(tx, query.entity(), visibility);
            EntityHistory.Version version = version(tx, row, moment)
                    .orElseThrow(() -> GraphReads.entityNotFound(
                            query.entity(),
                            "expected one that was stored by " + query.time().recorded()));
            List<Observation> observations = rows(tx, row.text("entity_id"), moment).stream()
                    .filter(moment::accepts)
                    .map(GraphReads::observation)
                    .toList();
            Entity now = GraphReads.entity(row, List.of());
            return new Entity(
                    now.entityId(),
                    now.entityName(),
                    now.entityType(),
                    observations,
                    now.memoryScope(),
                    now.agentId(),
                    version.metadata(),
                    now.createdAt(),
                    version.recordedAt(),
                    version.version(),
                    version.validFrom(),
                    version.validTo());
        });
    }

    private static Optional<EntityHistory.Version> version(ReadTransaction tx, Row row, Moment moment) {
        List<EntityHistory.Version> versions =
                moment.isPresent() ? List.of(EntityVersions.present(row)) : EntityVersions.all(tx, row);
        return versions.stream()
                .filter(version ->
                        moment.isBelieved(version.recordedAt().toEpochMilli(), Belief.millis(version.supersededAt())))
                .reduce((older, newer) -> newer);
    }

    private static List<Row> rows(ReadTransaction tx, String entityId, Moment moment) {
        return moment.isPresent()
                ? GraphReads.observations(tx, entityId, Integer.MAX_VALUE)
                : tx.select(OBSERVATIONS, "where entity_id = ? order by rid", entityId);
    }

    EntityHistory history(EntityQuery query, @Nullable Visibility visibility) {
        return database.read(tx -> {
            Row row = find(tx, query.entity(), visibility);
            String entityId = row.text("entity_id");
            return new EntityHistory(
                    entityId,
                    row.text("name"),
                    row.text("entity_type"),
                    EntityVersions.all(tx, row),
                    tx.select(OBSERVATIONS, "where entity_id = ? order by rid", entityId).stream()
                            .map(GraphReads::observation)
                            .toList(),
                    tx
                            .select(
                                    RELATIONS,
                                    "where from_entity = ? or to_entity = ? order by rid",
                                    entityId,
                                    entityId)
                            .stream()
                            .map(GraphReads::relation)
                            .toList());
        });
    }

    private static Row find(ReadTransaction tx, String idOrName, @Nullable Visibility visibility) {
        return visibility == null
                ? GraphReads.byId(tx, idOrName)
                        .orElseGet(() -> GraphReads.requireVisible(tx, new Visibility(null, null), idOrName))
                : GraphReads.requireVisible(tx, visibility, idOrName);
    }

    void updateEntity(EntityUpdate update, @Nullable Visibility visibility, Provenance provenance) {
        database.read(tx -> GraphReads.requireById(tx, visibility, update.entityId()));
        write(
                new UpdateEntity(
                        update.entityId(),
                        update.metadata() == null ? null : MemoryInput.json(update.metadata()),
                        Belief.millis(update.validFrom()),
                        Belief.millis(update.validTo()),
                        update.version()),
                provenance);
    }

    Observation updateObservation(
            ObservationUpdate update, @Nullable Visibility visibility, @Nullable String author, Provenance provenance) {
        Row before = database.read(tx -> GraphReads.requireObservation(tx, visibility, update.observationId()));
        String content = Objects.requireNonNullElse(update.content(), before.text("content"));
        Embedding embedding = writer.embed(List.of(content)).getFirst();
        RequestIds requestIds = new RequestIds(ids, provenance.operationId());
        PendingObservation next = new PendingObservation(requestIds.next("obs_"), content, embedding);
        write(
                requestIds,
                new ReplaceObservation(
                        facts(before),
                        update.observationId(),
                        next,
                        update.confidence(),
                        Belief.millis(update.validFrom()),
                        Belief.millis(update.validTo()),
                        embedder.model(),
                        provenance.source(),
                        author),
                provenance);
        if (embedding == null) {
            backfill.wake();
        }
        return observation(next.observationId()).truncated(embedder.isTruncated(content));
    }

    /** As {@link #updateObservation}, of what is believed of an entity of one scope; whether it was. */
    boolean supersede(Owner owner, String entityName, ObservationUpdate update, Provenance provenance) {
        boolean believed = database.read(tx -> tx.find(
                        OBSERVATIONS, "where observation_id = ? and retracted_at is null", update.observationId())
                .filter(row -> GraphReads.byName(tx, owner.scope(), owner.agentId(), entityName)
                        .filter(entity -> entity.text("entity_id").equals(row.text("entity_id")))
                        .isPresent())
                .isPresent());
        if (!believed) {
            return false;
        }
        try {
            Observation unused = updateObservation(update, null, owner.author(), provenance);
            return true;
        } catch (ConflictException | NotFoundException e) {
            LOG.debug("observation was not replaced observation={}: {}", update.observationId(), e.type());
            return false;
        }
    }

    Observation retractObservation(String observationId, @Nullable Visibility visibility, Provenance provenance) {
        Row before = database.read(tx -> GraphReads.requireObservation(tx, visibility, observationId));
        write(
                new ReplaceObservation(
                        facts(before),
                        observationId,
                        null,
                        null,
                        null,
                        null,
                        embedder.model(),
                        provenance.source(),
                        null),
                provenance);
        return observation(observationId);
    }

    private EntityFacts facts(Row observation) {
        return database.read(tx -> GraphReads.facts(GraphReads.requireById(tx, observation.text("entity_id"))));
    }

    private Observation observation(String observationId) {
        return database.read(tx -> GraphReads.observation(GraphReads.requireObservation(tx, observationId)));
    }

    Relation updateRelation(RelationUpdate update, @Nullable Visibility visibility, Provenance provenance) {
        database.read(tx -> GraphReads.requireRelation(tx, visibility, update.relationId()));
        String nextId = "rel_" + ids.next();
        write(
                new ReplaceRelation(
                        update.relationId(),
                        nextId,
                        update.strength(),
                        update.confidence(),
                        update.metadata() == null ? null : MemoryInput.json(update.metadata()),
                        Belief.millis(update.validFrom()),
                        Belief.millis(update.validTo())),
                provenance);
        return relation(nextId);
    }

    Relation retractRelation(String relationId, @Nullable Visibility visibility, Provenance provenance) {
        database.read(tx -> GraphReads.requireRelation(tx, visibility, relationId));
        write(ReplaceRelation.retract(relationId), provenance);
        return relation(relationId);
    }

    private Relation relation(String relationId) {
        return database.read(tx -> GraphReads.relation(GraphReads.requireRelation(tx, relationId)));
    }

    private void write(Command command, Provenance provenance) {
        write(new RequestIds(ids, provenance.operationId()), command, provenance);
    }

    private void write(RequestIds requestIds, Command command, Provenance provenance) {
        database.write(new Operation(requestIds.operation(), provenance.actor(), clock.instant()), command);
    }
}
