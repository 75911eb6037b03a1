package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.Relation;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One walk over the graph, breadth first, relations followed in both directions. */
final class GraphWalk {

    /** Most entities of a walk. */
    static final int MAX_NODES = 10_000;
    /** Most relations of a walk, so that hubs do not exhaust memory. */
    static final int MAX_EDGES = 50_000;
    /** Most text of a walk, in characters. */
    static final long MAX_TEXT = 16 << 20;

    private final ReadTransaction tx;
    private final GraphQuery query;
    private final Map<String, Found> nodes = new LinkedHashMap<>();
    private final Map<String, Relation> edges = new LinkedHashMap<>();
    private long textLeft = MAX_TEXT;

    private record Found(Row entity, int depth) {}

    GraphWalk(ReadTransaction tx, GraphQuery query) {
        this.tx = tx;
        this.query = query;
    }

    MemoryGraph from(Row root) {
        long start = System.nanoTime();
        String rootId = root.text("entity_id");
        nodes.put(rootId, new Found(root, 0));
        List<String> frontier = List.of(rootId);
        int reached = 0;
        for (int depth = 1; depth <= query.maxDepth() && !frontier.isEmpty(); depth++) {
            List<String> next = new ArrayList<>();
            for (String entity : frontier) {
                for (Relation relation : relations(entity)) {
                    if (visit(other(relation, entity), depth, next)) {
                        addEdge(relation);
                    }
                }
            }
            reached = next.isEmpty() ? reached : depth;
            frontier = next;
        }
        closeRim(frontier);
        List<MemoryGraph.Node> found = nodes.values().stream().map(this::node).toList();
        return new MemoryGraph(
                rootId,
                new MemoryGraph.Graph(found, List.copyOf(edges.values())),
                new MemoryGraph.TraversalStats(reached, found.size(), edges.size(), (System.nanoTime() - start) / 1e6));
    }

    /** Adds the relations among the entities farthest out, which no step has followed. */
    private void closeRim(List<String> rim) {
        for (String entity : rim) {
            for (Relation relation : relations(entity)) {
                if (nodes.containsKey(other(relation, entity))) {
                    addEdge(relation);
                }
            }
        }
    }

    private List<Relation> relations(String entity) {
        List<Row> rows = new ArrayList<>(GraphReads.relationsFrom(tx, entity, MAX_EDGES + 1));
        rows.addAll(GraphReads.relationsTo(tx, entity, MAX_EDGES + 1));
        return rows.stream()
                .map(GraphReads::relation)
                .filter(relation -> relation.strength() >= query.minStrength())
                .filter(relation ->
                        query.relationTypes().isEmpty() || query.relationTypes().contains(relation.relationType()))
                .toList();
    }

    private static String other(Relation relation, String entity) {
        return relation.fromEntity().equals(entity) ? relation.toEntity() : relation.fromEntity();
    }

    /** Whether the entity is part of the walk now. */
    private boolean visit(String entityId, int depth, List<String> next) {
        if (nodes.containsKey(entityId)) {
            return true;
        }
        Optional<Row> entity = GraphReads.byId(tx, entityId);
        if (entity.isEmpty()) {
            return false;
        }
        if (nodes.size() == MAX_NODES) {
            throw tooLarge("entities", MAX_NODES);
        }
        nodes.put(entityId, new Found(entity.get(), depth));
        next.add(entityId);
        return true;
    }

    private void addEdge(Relation relation) {
        edges.putIfAbsent(relation.relationId(), relation);
        if (edges.size() > MAX_EDGES) {
            throw tooLarge("relations", MAX_EDGES);
        }
    }

    private MemoryGraph.Node node(Found found) {
        String entityId = found.entity().text("entity_id");
        return new MemoryGraph.Node(
                entityId,
                found.entity().text("name"),
                found.entity().text("entity_type"),
                found.depth(),
                query.includeObservations() ? texts(entityId) : List.of());
    }

    private List<String> texts(String entityId) {
        ObservationTexts texts = ObservationTexts.of(tx, entityId, Integer.MAX_VALUE, textLeft);
        if (texts.cut()) {
            throw CaxtonException.of(
                    ProblemType.TOO_LARGE,
                    "graph has more than " + MAX_TEXT + " characters of observations, expected at most that",
                    "ask with include_observations=false, or with a smaller max_depth");
        }
        textLeft -= texts.length();
        return texts.texts();
    }

    private static CaxtonException tooLarge(String what, int limit) {
        return CaxtonException.of(
                ProblemType.TOO_LARGE,
                "graph has more than " + limit + " " + what + ", expected at most that",
                "ask with a smaller max_depth, fewer relation_types or a greater min_strength");
    }
}
