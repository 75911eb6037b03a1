package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.engine.memory.Owners.Owner;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The graph of one scope, in which an entity is known by its name, with the operations of the MCP server {@code
 * server-memory}. Thread-safe.
 *
 * <p>Everything that one call asks for is checked before anything is written. A call that is repeated does no harm, so
 * one that a crash cut short is simply made again.
 */
public final class NamedGraph {

    private static final int MOST_FOUND = 20;
    /** Cosine below which a hit has nothing to do with a query; MiniLM gives unrelated English about 0.1. */
    private static final double UNRELATED = 0.2;

    private final MemoryService memory;
    private final Database database;
    private final Owners owners;
    private final TextGate gate;
    private final Clock clock;

    NamedGraph(MemoryService memory, Database database, Owners owners, TextGate gate, Clock clock) {
        this.memory = memory;
        this.database = database;
        this.owners = owners;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Who works on which graph.
     *
     * @param agent slug or id of the agent
     * @param scope the scope; null for the agent's own
     * @param source kept with what is stored
     */
    public record Place(String agent, @Nullable MemoryScope scope, String source) {
        Provenance provenance() {
            return new Provenance(null, agent, source);
        }
    }

    /**
     * An entity.
     *
     * @param name its name
     * @param type its type
     * @param observations what is known of it
     */
    public record Node(String name, String type, List<String> observations) {
        public Node {
            observations = List.copyOf(observations);
        }
    }

    /**
     * A relation.
     *
     * @param from name of the entity it starts at
     * @param to name of the entity it leads to
     * @param type its type
     */
    public record Edge(String from, String to, String type) {}

    /**
     * A part of a graph.
     *
     * @param nodes its entities; one whose observations go on in the next part is in both
     * @param edges its relations
     * @param next names the part that follows; null where nothing does
     */
    public record Part(
            List<Node> nodes, List<Edge> edges, @Nullable String next) {
        public Part {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }
    }

    /**
     * What a deletion did.
     *
     * @param deleted how many were there
     * @param missing names of entities that are not
     */
    public record Deletion(int deleted, List<String> missing) {
        public Deletion {
            missing = List.copyOf(missing);
        }
    }

    /** Stores entities whose names are free; returns those. */
    public List<Node> createEntities(Place place, List<Node> nodes) {
        Owner owner = owner(place);
        List<NewEntity> wanted = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            NewEntity entity = new NewEntity(
                    place.agent(), node.name(), node.type(), node.observations(), owner.scope(), Map.of());
            at("entities[" + i + "]", () -> {
                MemoryInput.check(entity);
                gate.check(entity);
            });
            wanted.add(entity);
        }
        Map<String, Node> created = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String name = nodes.get(i).name().strip();
            if (!created.containsKey(name) && find(owner, name).isEmpty() && isNew(wanted.get(i), place)) {
                created.put(name, nodes.get(i));
            }
        }
        return List.copyOf(created.values());
    }

    private boolean isNew(NewEntity entity, Place place) {
        try {
            return memory.createEntity(entity, place.provenance()).created();
        } catch (CaxtonException e) {
            if (e.type() == ProblemType.ENTITY_CONFLICT) {
                return false; // somebody else took the name a moment ago
            }
            throw e;
        }
    }

    /** Stores relations that are not there; returns those. {@code ENTITY_NOT_FOUND} where an end is missing. */
    public List<Edge> createRelations(Place place, List<Edge> edges) {
        Owner owner = owner(place);
        List<NewRelation> wanted = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            String member = "relations[" + i + "]";
            NewRelation relation = new NewRelation(
                    place.agent(),
                    require(owner, member + ".from", edge.from()),
                    require(owner, member + ".to", edge.to()),
                    edge.type(),
                    null,
                    null,
                    owner.scope(),
                    Map.of());
            at(member, () -> {
                MemoryInput.check(relation);
                gate.check(relation);
            });
            wanted.add(relation);
        }
        List<Edge> created = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            try {
                memory.createRelation(wanted.get(i), place.provenance());
                created.add(edges.get(i));
            } catch (CaxtonException e) {
                if (e.type() != ProblemType.ENTITY_CONFLICT) {
                    throw e; // the other kind is one that is there already
                }
            }
        }
        return created;
    }

    /** Adds observations by entity; returns those that were new. {@code ENTITY_NOT_FOUND} where an entity is missing. */
    public List<Map.Entry<String, List<String>>> addObservations(
            Place place, List<Map.Entry<String, List<String>>> additions) {
        Owner owner = owner(place);
        List<String> entityIds = new ArrayList<>();
        for (int i = 0; i < additions.size(); i++) {
            List<String> contents = additions.get(i).getValue();
            String member = "observations[" + i + "]";
            entityIds.add(
                    require(owner, member + ".entityName", additions.get(i).getKey()));
            if (!contents.isEmpty()) {
                at(member + ".contents", () -> {
                    MemoryInput.check(NewObservations.of("", contents));
                    gate.check(contents);
                });
            }
        }
        List<Map.Entry<String, List<String>>> added = new ArrayList<>();
        for (int i = 0; i < additions.size(); i++) {
            String entityId = entityIds.get(i);
            List<String> fresh = new LinkedHashSet<>(additions.get(i).getValue())
                    .stream()
                            .filter(text -> observation(entityId, text).isEmpty())
                            .toList();
            if (!fresh.isEmpty()) {
                memory.addObservations(
                        new NewObservations(place.agent(), entityId, fresh, null, null, null, null),
                        place.provenance());
            }
            added.add(Map.entry(additions.get(i).getKey(), fresh));
        }
        return added;
    }

    /** Deletes entities with their observations, relations and history. */
    public Deletion deleteEntities(Place place, List<String> names) {
        Owner owner = owner(place);
        List<String> missing = new ArrayList<>();
        int deleted = 0;
        for (String name : new LinkedHashSet<>(names)) {
            Optional<String> entityId = find(owner, name);
            if (entityId.isPresent()
                    && succeeds(() -> memory.deleteEntity(place.agent(), entityId.get(), place.provenance()))) {
                deleted++;
            } else {
                missing.add(name);
            }
        }
        return new Deletion(deleted, missing);
    }

    /** Takes observations back: they are no longer believed and stay in the history. */
    public Deletion deleteObservations(Place place, List<Map.Entry<String, List<String>>> deletions) {
        Owner owner = owner(place);
        List<String> missing = new ArrayList<>();
        int deleted = 0;
        for (Map.Entry<String, List<String>> deletion : deletions) {
            Optional<String> entityId = find(owner, deletion.getKey());
            if (entityId.isEmpty()) {
                missing.add(deletion.getKey());
                continue;
            }
            for (String text : new LinkedHashSet<>(deletion.getValue())) {
                Optional<String> id = observation(entityId.get(), text);
                if (id.isPresent() && succeeds(() -> memory.retractObservation(place.agent(), id.get()))) {
                    deleted++;
                }
            }
        }
        return new Deletion(deleted, missing);
    }

    /** Takes relations back: they are no longer believed and stay in the history. */
    public Deletion deleteRelations(Place place, List<Edge> edges) {
        Owner owner = owner(place);
        int deleted = 0;
        for (Edge edge : new LinkedHashSet<>(edges)) {
            Optional<String> id = relation(owner, edge);
            if (id.isPresent() && succeeds(() -> memory.retractRelation(place.agent(), id.get()))) {
                deleted++;
            }
        }
        return new Deletion(deleted, List.of());
    }

    /**
     * The whole graph, as much of it as one part holds.
     *
     * @param cursor {@link Part#next} of the part before; null for the first
     */
    public Part read(Place place, @Nullable String cursor) {
        Owner owner = owner(place);
        return database.read(tx -> new NamedGraphReader(tx, owner, clock.millis()).all(cursor));
    }

    /** Entities by name, and the relations of each; names that are not there are passed over. */
    public Part open(Place place, List<String> names, @Nullable String cursor) {
        Owner owner = owner(place);
        return database.read(tx -> {
            Map<Long, Row> found = new HashMap<>();
            for (String name : names) {
                GraphReads.byName(tx, owner.scope(), owner.agentId(), name.strip())
                        .ifPresent(row -> found.put(row.rid(), row));
            }
            return new NamedGraphReader(tx, owner, clock.millis()).of(found.values(), cursor);
        });
    }

    /**
     * Entities that hold a text literally, in whatever case, and then those that a search finds by meaning and words,
     * with the relations of each; {@value #MOST_FOUND} at most.
     */
    public Part search(Place place, String query) {
        Owner owner = owner(place);
        MemoryInput.checkQuery(query, null);
        Set<String> entityIds = new LinkedHashSet<>(
                database.read(tx -> new NamedGraphReader(tx, owner, clock.millis()).holding(query, MOST_FOUND)));
        memory.search(new MemoryQuery(place.agent(), query, owner.scope(), Set.of(), MOST_FOUND, UNRELATED, false))
                .results()
                .forEach(hit -> entityIds.add(hit.entityId()));
        return database.read(tx -> new NamedGraphReader(tx, owner, clock.millis())
                .first(entityIds.stream().limit(MOST_FOUND).toList()));
    }

    /** Id of the entity of a name; empty if there is none in this scope. */
    public Optional<String> find(String agent, @Nullable MemoryScope scope, String name) {
        return find(owners.owner(agent, scope), name);
    }

    private Owner owner(Place place) {
        return owners.owner(place.agent(), place.scope());
    }

    private Optional<String> find(Owner owner, String name) {
        return database.read(tx -> GraphReads.byName(tx, owner.scope(), owner.agentId(), name.strip()))
                .map(row -> row.text("entity_id"));
    }

    private String require(Owner owner, String member, String name) {
        return find(owner, name)
                .orElseThrow(() -> CaxtonException.of(
                        ProblemType.ENTITY_NOT_FOUND,
                        member + " is '" + MemoryInput.cut(name) + "', expected the name of an entity in scope "
                                + owner.scope() + "; nothing was stored",
                        "create_entities makes it, search_nodes finds what there is"));
    }

    private Optional<String> observation(String entityId, String text) {
        return database
                .read(tx -> tx.query(
                        "select observation_id from observations"
                                + " where entity_id = ? and content_hash = ? and retracted_at is null",
                        result -> result.getString(1),
                        entityId,
                        GraphWrites.hash(text)))
                .stream()
                .findFirst();
    }

    private Optional<String> relation(Owner owner, Edge edge) {
        Optional<String> from = find(owner, edge.from());
        Optional<String> to = find(owner, edge.to());
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return database.read(
                tx -> relation(tx, from.get(), to.get(), edge.type().strip()));
    }

    private static Optional<String> relation(ReadTransaction tx, String from, String to, String type) {
        return tx
                .query(
                        "select relation_id from relations where from_entity = ? and to_entity = ?"
                                + " and relation_type = ? and retracted_at is null",
                        result -> result.getString(1),
                        from,
                        to,
                        type)
                .stream()
                .findFirst();
    }

    /** Whether a deletion found what it was to delete; somebody else may have been quicker. */
    private static boolean succeeds(Runnable deletion) {
        try {
            deletion.run();
            return true;
        } catch (CaxtonException e) {
            if (e.type() == ProblemType.ENTITY_NOT_FOUND || e.type() == ProblemType.ENTITY_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    /** Says in which of many things a check found fault. */
    private static void at(String place, Runnable check) {
        try {
            check.run();
        } catch (CaxtonException e) {
            Problem problem = e.problem();
            throw CaxtonException.of(
                    Problem.of(e.type(), place + ": " + problem.detail() + "; nothing was stored", problem.hint()), e);
        }
    }
}
