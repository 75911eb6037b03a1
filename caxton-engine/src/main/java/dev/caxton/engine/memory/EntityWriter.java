package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.Owners.Owner;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.store.Applied;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prepares the commands that store entities and observations: ids, texts and vectors, before the writer sees them. */
final class EntityWriter {

    /** Most texts embedded while the caller waits; the rest follow in the background. */
    private static final int EMBEDDED_AT_ONCE = 32;

    private final Database database;
    private final KnownNames names;
    private final Embedder embedder;
    private final IdGenerator ids;
    private final Clock clock;
    private final VectorBackfill backfill;

    EntityWriter(
            Database database,
            KnownNames names,
            Embedder embedder,
            IdGenerator ids,
            Clock clock,
            VectorBackfill backfill) {
        this.database = database;
        this.names = names;
        this.embedder = embedder;
        this.ids = ids;
        this.clock = clock;
        this.backfill = backfill;
    }

    /** An entity and where it goes. */
    record Draft(NewEntity entity, Owner owner) {}

    /** An entity of several: on disk, or left out. */
    record Written(@Nullable StoredEntity stored, @Nullable Problem conflict) {}

    StoredEntity create(NewEntity entity, Owner owner, Provenance provenance) {
        RequestIds requestIds = new RequestIds(ids, provenance.operationId());
        Prepared prepared = prepare(new Draft(entity, owner), requestIds);
        CreateEntity command = prepared.command(embed(prepared.toEmbed()), provenance, embedder.model());
        EntityOutcome outcome =
                EntityOutcome.parse(write(requestIds, provenance, command).outcome());
        return stored(outcome, prepared.name(), prepared.type(), owner.scope(), prepared.toEmbed());
    }

    /**
     * Stores entities in one change.
     *
     * @param asked what the request was, refused entities included, so that a repetition is told from another request
     * @return one for each draft
     */
    List<Written> createAll(
            String batchId, List<Draft> drafts, List<NewEntity> asked, Provenance provenance, RequestIds requestIds) {
        List<Prepared> prepared =
                drafts.stream().map(draft -> prepare(draft, requestIds)).toList();
        List<String> texts =
                prepared.stream().flatMap(one -> one.toEmbed().stream()).toList();
        List<@Nullable Embedding> vectors = embed(texts);
        List<CreateEntity> commands = new ArrayList<>();
        int from = 0;
        for (Prepared one : prepared) {
            int to = from + one.toEmbed().size();
            commands.add(one.command(vectors.subList(from, to), provenance, embedder.model()));
            from = to;
        }
        List<@Nullable Object> parts = new ArrayList<>(asked);
        CreateEntities command = new CreateEntities(batchId, List.copyOf(commands), RequestIds.fingerprint(parts));
        List<CreateEntitiesApplier.Result> results = CreateEntitiesApplier.parse(
                write(requestIds, provenance, command).outcome());
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            EntityOutcome outcome = results.get(i).outcome();
            Prepared one = prepared.get(i);
            written.add(new Written(
                    outcome == null
                            ? null
                            : stored(
                                    outcome, one.name(), one.type(), one.owner().scope(), one.toEmbed()),
                    results.get(i).conflict()));
        }
        return written;
    }

    private Prepared prepare(Draft draft, RequestIds requestIds) {
        NewEntity entity = draft.entity();
        Owner owner = draft.owner();
        String name = entity.entityName().strip();
        String type = entity.entityType().strip();
        String fresh = requestIds.next("ent_");
        // A retry has to find what the first attempt stored, so that it makes the same command.
        Optional<Row> present = requestIds.areGiven() || names.mayHave(owner.scope(), owner.agentId(), name)
                ? database.read(tx -> GraphReads.byName(tx, owner.scope(), owner.agentId(), name))
                : Optional.empty();
        List<String> texts = List.copyOf(new LinkedHashSet<>(entity.observations()));
        List<String> toEmbed = new ArrayList<>(texts);
        if (present.isEmpty()) {
            toEmbed.addFirst(EntityText.of(name, type));
        }
        return new Prepared(
                entity,
                owner,
                name,
                type,
                present.map(row -> row.text("entity_id")).orElse(fresh),
                present.isEmpty(),
                texts,
                texts.stream().map(text -> requestIds.next("obs_")).toList(),
                toEmbed);
    }

    /** An entity whose ids are given, before its texts are embedded. */
    private record Prepared(
            NewEntity entity,
            Owner owner,
            String name,
            String type,
            String entityId,
            boolean fresh,
            List<String> texts,
            List<String> observationIds,
            List<String> toEmbed) {

        CreateEntity command(List<@Nullable Embedding> embedded, Provenance provenance, String model) {
            List<@Nullable Embedding> vectors = new ArrayList<>(embedded);
            Embedding nameVector = fresh ? vectors.removeFirst() : null;
            String metadata = MemoryInput.json(entity.metadata());
            List<@Nullable Object> parts = new ArrayList<>();
            parts.add(name);
            parts.add(type);
            parts.add(owner.scope());
            parts.add(owner.agentId());
            parts.add(metadata);
            parts.addAll(texts);
            addTimes(parts, entity.validFrom(), entity.validTo(), entity.confidence(), entity.source());
            return new CreateEntity(
                    new EntityFacts(entityId, type, owner.scope(), owner.agentId()),
                    name,
                    metadata,
                    nameVector,
                    observations(texts, vectors, observationIds),
                    model,
                    Belief.of(
                            entity.validFrom(),
                            entity.validTo(),
                            entity.confidence(),
                            source(entity.source(), provenance),
                            owner.author()),
                    RequestIds.fingerprint(parts));
        }
    }

    StoredEntity add(
            NewObservations added, @Nullable Visibility visibility, @Nullable String author, Provenance provenance) {
        RequestIds requestIds = new RequestIds(ids, provenance.operationId());
        Row entity = database.read(tx -> GraphReads.requireById(tx, visibility, added.entityId()));
        EntityFacts facts = GraphReads.facts(entity);
        List<String> texts = List.copyOf(new LinkedHashSet<>(added.observations()));
        List<@Nullable Object> parts = new ArrayList<>(texts);
        addTimes(parts, added.validFrom(), added.validTo(), added.confidence(), added.source());
        AddObservations command = new AddObservations(
                facts,
                observations(
                        texts,
                        embed(texts),
                        texts.stream().map(text -> requestIds.next("obs_")).toList()),
                embedder.model(),
                Belief.of(
                        added.validFrom(),
                        added.validTo(),
                        added.confidence(),
                        source(added.source(), provenance),
                        author),
                RequestIds.fingerprint(parts));
        EntityOutcome outcome =
                EntityOutcome.parse(write(requestIds, provenance, command).outcome());
        return stored(outcome, entity.text("name"), facts.entityType(), facts.scope(), texts);
    }

    private static String source(@Nullable String given, Provenance provenance) {
        return given == null ? provenance.source() : given.strip();
    }

    /** Only what is given, so that requests without any of it keep the fingerprints that older versions recorded. */
    private static void addTimes(List<@Nullable Object> parts, @Nullable Object... given) {
        if (Arrays.stream(given).anyMatch(Objects::nonNull)) {
            parts.addAll(Arrays.asList(given));
        }
    }

    private Applied write(RequestIds requestIds, Provenance provenance, Command command) {
        return database.write(
                new Operation(requestIds.operation(), provenance.actor(), clock.instant(), !requestIds.areGiven()),
                command);
    }

    private StoredEntity stored(
            EntityOutcome outcome, String name, String type, MemoryScope scope, List<String> texts) {
        if (!outcome.embedded()) {
            backfill.wake();
        }
        return new StoredEntity(
                outcome.entityId(),
                name,
                type,
                outcome.observationCount(),
                scope,
                outcome.created(),
                Instant.ofEpochMilli(outcome.createdAt()),
                Instant.ofEpochMilli(outcome.updatedAt()),
                outcome.embedded(),
                outcome.version(),
                texts.stream().anyMatch(embedder::isTruncated));
    }

    private static List<PendingObservation> observations(
            List<String> texts, List<@Nullable Embedding> vectors, List<String> observationIds) {
        List<PendingObservation> observations = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            observations.add(new PendingObservation(observationIds.get(i), texts.get(i), vectors.get(i)));
        }
        return observations;
    }

    /** Made ready to be stored here, since the writer has enough to do. */
    private static Embedding stored(float[] vector) {
        Embedding embedding = Embedding.of(vector);
        byte[] unused = embedding.toBytes();
        return embedding;
    }

    /** Vectors of the first texts; null for the others, and for all where the model cannot be used. */
    List<@Nullable Embedding> embed(List<String> texts) {
        List<@Nullable Embedding> vectors = new ArrayList<>(texts.size());
        if (embedder.state() == ModelState.LOADED) {
            try {
                embedder.embedAll(texts.subList(0, Math.min(texts.size(), EMBEDDED_AT_ONCE)))
                        .forEach(vector -> vectors.add(stored(vector)));
            } catch (CaxtonException e) {
                // A memory without its vector is better than none; the vector follows.
                if (e.type() != ProblemType.EMBEDDING_UNAVAILABLE) {
                    throw e;
                }
            }
        }
        while (vectors.size() < texts.size()) {
            vectors.add(null);
        }
        return vectors;
    }
}
