package dev.caxton.engine.memory;

import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.ClearReport;
import dev.caxton.api.memory.ConfiguredMemory;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.EntityHistory;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.EntitySummary;
import dev.caxton.api.memory.EntityUpdate;
import dev.caxton.api.memory.ExportQuery;
import dev.caxton.api.memory.ForgetReport;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.ImportReport;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryConfiguration;
import dev.caxton.api.memory.MemoryConfigurationChange;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryPath;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MemoryStats;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.memory.MemoryUpkeep;
import dev.caxton.api.memory.Neighbourhood;
import dev.caxton.api.memory.NewEntities;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.RelationUpdate;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.memory.StoredEntities;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.Owners.Asker;
import dev.caxton.engine.memory.Owners.Owner;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.memory.upkeep.QueryTimings;
import dev.caxton.engine.memory.upkeep.UpkeepService;
import dev.caxton.engine.ops.LatencyWindow;
import dev.caxton.engine.ops.MemoryMetrics;
import dev.caxton.engine.ops.Metrics;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.HibernateReads;
import dev.caxton.engine.store.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What agents remember, over {@code memory.db}.
 *
 * <p>Changes are commands of the database's one writer and are on disk, and found by searches, when a method returns.
 * Without a model, or until it is loaded, searches find words only; vectors follow in the background. Thread-safe.
 */
public final class MemoryService implements Memory, AutoCloseable {

    private final Database database;
    private final MemoryIndex index;
    private final Embedder embedder;
    private final IdGenerator ids;
    private final Clock clock;
    private final Owners owners;
    private final EntityWriter entities;
    private final RelationWriter relations;
    private final Revisions revisions;
    private final Forgetting forgetting;
    private final MemorySearch search;
    private final GraphAnswers graph;
    private final Clearing clearing;
    private final MemoryFigures figures;
    private final VectorBackfill backfill;
    private final MemoryMetrics metrics;
    private final Tuning tuning;
    private final TextGate gate;
    private final EntityBatch batches;
    private final MemoryTransfer transfer;
    private final QueryTimings timings;
    private final UpkeepService upkeep;

    /**
     * Begins to read the vectors in the background; give it a database that nobody writes to yet.
     *
     * @param database opened with options that went through {@link MemoryIndex#register}
     * @param hibernate reads of that database, with {@link MemorySchema#ROWS} among its rows; used for statistics only
     * @param agents finds an agent by id, file stem or name
     * @param settings limits, and where upkeep keeps its figures
     * @param messages ids of the messages that hold any of some texts, to be named when those are forgotten
     * @param background runs the loading of vectors and the embedding of what has none; tasks may take minutes
     */
    public MemoryService(
            Database database,
            MemoryIndex index,
            Embedder embedder,
            HibernateReads hibernate,
            Function<String, Optional<ResolvedAgent>> agents,
            IdGenerator ids,
            Clock clock,
            Metrics metrics,
            MemorySettings settings,
            Function<List<String>, List<String>> messages,
            Executor background) {
        this.database = database;
        this.index = index;
        this.embedder = embedder;
        this.ids = ids;
        this.clock = clock;
        this.owners = new Owners(agents);
        this.clearing = new Clearing(database, ids, clock);
        MemoryCountStore counts = new MemoryCountStore(database, hibernate);
        this.backfill = new VectorBackfill(database, embedder, ids, clock, background);
        this.entities = new EntityWriter(database, index.names(), embedder, ids, clock, backfill);
        this.tuning = new Tuning(database, settings, embedder.model());
        this.metrics = new MemoryMetrics(
                metrics,
                new ScrapedFigures(
                        database,
                        counts,
                        embedder,
                        index.vectors(),
                        backfill,
                        index.graph(),
                        () -> tuning.settings().limits()));
        this.relations = new RelationWriter(database, ids, clock);
        this.revisions = new Revisions(database, entities, embedder, backfill, ids, clock);
        this.forgetting = new Forgetting(database, index, embedder, messages, ids, clock);
        this.graph = new GraphAnswers(database, index.graph(), clock);
        this.gate = new TextGate(() -> tuning.settings().refuseSecrets());
        this.batches = new EntityBatch(entities, owners, gate, ids);
        this.transfer = new MemoryTransfer(database, index, owners, gate, embedder, backfill, ids, clock, background);
        LatencyWindow writes = new LatencyWindow();
        LatencyWindow walks = new LatencyWindow();
        this.figures =
                new MemoryFigures(database, index, embedder, backfill, counts, this.metrics.searches(), writes, walks);
        timings = new QueryTimings(clock);
        timings.register(QueryTimings.SEARCH, this.metrics.searches());
        timings.register(QueryTimings.TRAVERSAL, walks);
        timings.register(QueryTimings.STORE, writes);
        this.upkeep = new UpkeepService(
                database,
                this::status,
                embedder::figures,
                agent -> owners.require(agent).id(),
                settings.processBytes(),
                timings,
                new RebuiltIndexes(database, index, backfill, embedder, ids, clock),
                () -> tuning.settings().limits(),
                () -> tuning.settings().retention(),
                settings.runtime(),
                ids,
                clock);
        this.search = new MemorySearch(
                database,
                index,
                embedder,
                () -> tuning.settings().retention(),
                clock,
                this.metrics.embeddings()::recordNanos);
        index.load(database, background);
        CompletableFuture<Void> unused = embedder.ready().thenAccept(state -> backfill.wake());
    }

    @Override
    public StoredEntity createEntity(NewEntity entity, @Nullable String idempotencyKey) {
        return createEntity(entity, new Provenance(idempotencyKey, Provenance.API, Provenance.API));
    }

    /** As {@link #createEntity(NewEntity)}, saying where it comes from. */
    public StoredEntity createEntity(NewEntity entity, Provenance provenance) {
        MemoryInput.check(entity);
        gate.check(entity);
        Owner owner = owners.owner(entity.agentId(), entity.memoryScope());
        StoredEntity stored = stored(() -> entities.create(entity, owner, provenance));
        if (stored.created()) {
            metrics.entitiesCreated().increment();
        }
        return stored;
    }

    @Override
    public StoredEntities createEntities(NewEntities batch, @Nullable String idempotencyKey) {
        Provenance provenance = new Provenance(idempotencyKey, Provenance.API, Provenance.API);
        StoredEntities stored = timings.timed(
                QueryTimings.STORE,
                result -> result.results().size() + " entities",
                () -> batches.store(batch, provenance));
        for (int i = 0; i < stored.entitiesCreated(); i++) {
            metrics.entitiesCreated().increment();
        }
        return stored;
    }

    @Override
    public StoredEntity addObservations(NewObservations observations, @Nullable String idempotencyKey) {
        return addObservations(observations, new Provenance(idempotencyKey, Provenance.API, Provenance.API));
    }

    /** As {@link #addObservations(NewObservations, String)}, saying where they come from. */
    public StoredEntity addObservations(NewObservations observations, Provenance provenance) {
        MemoryInput.check(observations);
        gate.check(observations.observations());
        Asker asker = owners.asker(observations.agentId());
        return stored(() -> entities.add(observations, asker.sees(), asker.author(), provenance));
    }

    @Override
    public Entity entity(EntityQuery query) {
        return revisions.entity(query, owners.asker(query.agentId()).sees());
    }

    @Override
    public EntityHistory history(EntityQuery query) {
        return revisions.history(query, owners.asker(query.agentId()).sees());
    }

    @Override
    public Page<EntitySummary> entities(AgentRef agent, @Nullable MemoryScope scope, PageRequest page) {
        return new EntityList(database).page(owners.owner(agent.value(), scope), page);
    }

    @Override
    public Entity updateEntity(EntityUpdate update) {
        MemoryInput.check(update);
        if (update.metadata() != null) {
            gate.check(update.metadata());
        }
        revisions.updateEntity(update, owners.asker(update.agentId()).sees(), Provenance.once());
        return entity(update.entityId());
    }

    @Override
    public Observation updateObservation(ObservationUpdate update) {
        MemoryInput.check(update);
        if (update.content() != null) {
            gate.check(List.of(update.content()));
        }
        Asker asker = owners.asker(update.agentId());
        return revisions.updateObservation(update, asker.sees(), asker.author(), Provenance.once());
    }

    @Override
    public Observation retractObservation(@Nullable String agentId, String observationId) {
        return revisions.retractObservation(observationId, owners.asker(agentId).sees(), Provenance.once());
    }

    @Override
    public Relation updateRelation(RelationUpdate update) {
        MemoryInput.check(update);
        if (update.metadata() != null) {
            gate.check(update.metadata());
        }
        return revisions.updateRelation(update, owners.asker(update.agentId()).sees(), Provenance.once());
    }

    @Override
    public Relation retractRelation(@Nullable String agentId, String relationId) {
        return revisions.retractRelation(relationId, owners.asker(agentId).sees(), Provenance.once());
    }

    @Override
    public void deleteEntity(@Nullable String agentId, String entityId) {
        deleteEntity(agentId, entityId, Provenance.once());
    }

    /** As {@link #deleteEntity(String, String)}, saying who asks. */
    public void deleteEntity(@Nullable String agentId, String entityId, Provenance provenance) {
        Visibility visibility = owners.asker(agentId).sees();
        if (visibility != null) {
            database.read(tx -> GraphReads.requireById(tx, visibility, entityId));
        }
        database.write(
                operation(new RequestIds(ids, provenance.operationId()), provenance), new DeleteEntity(entityId));
    }

    @Override
    public ForgetReport forget(@Nullable String agentId, String id) {
        return forgetting.forget(id, owners.asker(agentId).sees(), Provenance.once());
    }

    @Override
    public Relation createRelation(NewRelation relation, @Nullable String idempotencyKey) {
        return createRelation(relation, new Provenance(idempotencyKey, Provenance.API, Provenance.API));
    }

    /** As {@link #createRelation(NewRelation)}, saying where it comes from. */
    public Relation createRelation(NewRelation relation, Provenance provenance) {
        MemoryInput.check(relation);
        gate.check(relation);
        Owner owner = owners.owner(relation.agentId(), relation.memoryScope());
        Relation stored = stored(() -> relations.create(relation, owner, provenance));
        metrics.relationsCreated().increment();
        return stored;
    }

    @Override
    public SearchResult search(MemoryQuery query) {
        SearchResult result = lookUp(query);
        upkeep.uses().found(result);
        return result;
    }

    /** As {@link #search}, for what is not given to an agent or a caller: nothing counts as used. */
    public SearchResult lookUp(MemoryQuery query) {
        MemoryInput.checkQuery(query.query(), query.minSimilarity());
        Visibility visibility = owners.visibility(query.agentId(), query.memoryScope());
        return timings.timed(
                QueryTimings.SEARCH,
                result -> result.mode() + ", limit " + query.limit() + ", " + result.totalResults() + " results",
                () -> {
                    // Words are found at once, and without a model no vector will come.
                    if (query.mode() != SearchMode.KEYWORD && embedder.state() == ModelState.LOADED) {
                        backfill.awaitRecent();
                    }
                    return search.search(query, visibility);
                });
    }

    @Override
    public MemoryGraph graph(GraphQuery query) {
        Visibility visibility = owners.visibility(query.agentId(), query.memoryScope());
        return walked(
                result -> result.graph().nodes().size() + " nodes, depth " + query.maxDepth(),
                () -> graph.walk(query, visibility));
    }

    @Override
    public Neighbourhood neighbourhood(GraphQuery query) {
        Visibility visibility = owners.visibility(query.agentId(), query.memoryScope());
        return walked(result -> "neighbourhood", () -> graph.neighbourhood(query, visibility));
    }

    @Override
    public MemoryPath path(PathQuery query) {
        Visibility visibility = owners.visibility(query.agentId(), query.memoryScope());
        return walked(result -> "shortest path", () -> graph.path(query, visibility));
    }

    @Override
    public void exportTo(ExportQuery query, OutputStream target) throws IOException {
        transfer.exportTo(query, target);
    }

    @Override
    public ImportReport importFrom(ImportRequest request, InputStream source) throws IOException {
        return transfer.importFrom(request, source);
    }

    @Override
    public ClearReport clear(AgentRef agent, @Nullable MemoryScope scope, Set<String> entityTypes) {
        return clear(agent, scope, entityTypes, Provenance.once());
    }

    /** As {@link #clear(AgentRef, MemoryScope, Set)}, saying who asks; in a wider scope everything goes. */
    public ClearReport clear(
            AgentRef agent, @Nullable MemoryScope scope, Set<String> entityTypes, Provenance provenance) {
        return clearing.clear(owners.owner(agent.value(), scope), entityTypes, provenance);
    }

    @Override
    public MemoryStats stats(@Nullable AgentRef agent, @Nullable MemoryScope scope) {
        String agentId = agent == null ? null : owners.require(agent.value()).id();
        return figures.stats(agentId, scope);
    }

    /** Whether texts that seem to hold a secret are refused at the moment. */
    public boolean refusesSecrets() {
        return tuning.settings().refuseSecrets();
    }

    /**
     * Whether an entity has an observation already that says the same as a text, word by word or nearly.
     *
     * @param scope where; null for the agent's own
     */
    public boolean knows(String agent, @Nullable MemoryScope scope, String entityName, String text) {
        return new KnownFacts(database, entities, embedder).has(owners.owner(agent, scope), entityName, text);
    }

    /**
     * Has a fact take the place of an observation, if that is believed of an entity of this name in a scope.
     *
     * @param scope where; null for the agent's own
     * @return false where it is not, or the entity has the new text already; nothing is changed then
     */
    public boolean supersede(
            String agent,
            @Nullable MemoryScope scope,
            String entityName,
            ObservationUpdate update,
            Provenance provenance) {
        MemoryInput.check(update);
        gate.check(List.of(Objects.requireNonNullElse(update.content(), "")));
        return revisions.supersede(owners.owner(agent, scope), entityName.strip(), update, provenance);
    }

    /** The graphs of single scopes by the names of their entities. */
    public NamedGraph byName() {
        return new NamedGraph(this, database, owners, gate, clock);
    }

    @Override
    public MemoryUpkeep upkeep() {
        return upkeep;
    }

    @Override
    public MemoryConfiguration configuration() {
        return tuning.configuration();
    }

    @Override
    public ConfiguredMemory configure(MemoryConfigurationChange change) {
        ConfiguredMemory configured = tuning.change(change, operation(new RequestIds(ids, null), Provenance.once()));
        upkeep.limitsChanged();
        return configured;
    }

    /** Memories recalled for an agent's answer. */
    public int searchLimit() {
        return tuning.settings().searchLimit();
    }

    @Override
    public MemoryStatus status() {
        return figures.status();
    }

    /** How the embedding model is, without touching the database. */
    public ModelState modelState() {
        return embedder.state();
    }

    /** Ends what runs in the background; the database and the embedder are their owner's to close. */
    @Override
    public void close() {
        upkeep.close();
        backfill.close();
        index.close();
    }

    private Operation operation(RequestIds requestIds, Provenance provenance) {
        return new Operation(requestIds.operation(), provenance.actor(), clock.instant());
    }

    private <T> T stored(Supplier<T> work) {
        return timings.timed(QueryTimings.STORE, result -> "", work);
    }

    private <T> T walked(Function<T, String> shape, Supplier<T> work) {
        return timings.timed(QueryTimings.TRAVERSAL, shape, work);
    }
}
