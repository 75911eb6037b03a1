package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;
import static dev.caxton.engine.memory.MemorySchema.RELATIONS;

import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryGraph.Node;
import dev.caxton.api.memory.MemoryPath;
import dev.caxton.api.memory.Neighbourhood;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.RelationDirection;
import dev.caxton.api.memory.RelationLimits;
import dev.caxton.api.memory.TraversalStrategy;
import dev.caxton.engine.memory.graph.EdgeFilter;
import dev.caxton.engine.memory.graph.GraphView;
import dev.caxton.engine.memory.graph.ShortestPath;
import dev.caxton.engine.memory.graph.Surroundings;
import dev.caxton.engine.memory.graph.Walk;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Answers about the graph: walked in memory, then read from the file row by row.
 *
 * <p>The rows are of a snapshot that is no older than the walk; what was deleted in between is left out.
 */
final class GraphAnswers {

    /** Relations in an answer for each entity in it, at most. */
    static final int EDGES_PER_NODE = 5;
    /** Most text of an answer, in characters. */
    static final long MAX_TEXT = 16 << 20;
    /** Length of the lists in a summary. */
    private static final int LISTED = 10;

    private final Database database;
    private final GraphIndex index;
    private final Clock clock;

    GraphAnswers(Database database, GraphIndex index, Clock clock) {
        this.database = database;
        this.index = index;
        this.clock = clock;
    }

    MemoryGraph walk(GraphQuery query, Visibility visibility) {
        long start = System.nanoTime();
        GraphView view = index.view();
        return database.read(tx -> {
            Row root = GraphReads.requireVisible(tx, visibility, query.entity());
            Walk walk = walk(view, root, query, filter(view, visibility, query.relations()));
            List<String> limits = new ArrayList<>();
            if (walk.moreNodes()) {
                limits.add("max_nodes");
            }
            if (walk.moreEdges()) {
                limits.add("max_edges");
            }
            List<Node> nodes = nodes(tx, walk.nodes(), walk.depths());
            if (query.includeObservations()) {
                nodes = withObservations(tx, nodes, limits);
            }
            List<Relation> edges = edges(tx, walk.edges(), ids(nodes));
            return new MemoryGraph(
                    root.text("entity_id"),
                    new MemoryGraph.Graph(nodes, edges),
                    new MemoryGraph.TraversalStats(
                            walk.maxDepth(),
                            nodes.size(),
                            edges.size(),
                            millisSince(start),
                            !limits.isEmpty(),
                            limits));
        });
    }

    private static Walk walk(GraphView view, Row root, GraphQuery query, EdgeFilter filter) {
        int node = view.node(root.text("entity_id"), filter);
        if (node < 0) {
            // It was stored after the view was taken.
            return new Walk(new long[] {root.rid()}, new int[1], new long[0], 0, false, false);
        }
        int maxEdges = query.maxNodes() * EDGES_PER_NODE;
        return query.strategy() == TraversalStrategy.DEPTH_FIRST
                ? Walk.depthFirst(view, node, filter, query.maxDepth(), query.maxNodes(), maxEdges)
                : Walk.breadthFirst(view, node, filter, query.maxDepth(), query.maxNodes(), maxEdges);
    }

    Neighbourhood neighbourhood(GraphQuery query, Visibility visibility) {
        long start = System.nanoTime();
        GraphView view = index.view();
        return database.read(tx -> {
            Row root = GraphReads.requireVisible(tx, visibility, query.entity());
            EdgeFilter filter = filter(view, visibility, query.relations());
            int node = view.node(root.text("entity_id"), filter);
            Surroundings around = node < 0
                    ? new Surroundings(
                            List.of(1), 0, Map.of(root.text("entity_type"), 1), Map.of(), List.of(), List.of())
                    : Surroundings.of(view, node, filter, query.maxDepth(), LISTED);
            Map<Long, Row> rows = RowsByRid.read(
                    tx,
                    ENTITIES,
                    around.hubs().stream().mapToLong(Surroundings.Hub::rid).toArray());
            List<Neighbourhood.Hub> hubs = around.hubs().stream()
                    .filter(hub -> rows.containsKey(hub.rid()))
                    .map(hub -> hub(rows.getOrDefault(hub.rid(), root), hub))
                    .toList();
            return new Neighbourhood(
                    root.text("entity_id"),
                    around.nodesByDepth().size() - 1,
                    around.nodesByDepth().stream().mapToInt(Integer::intValue).sum(),
                    around.edges(),
                    around.nodesByDepth(),
                    around.nodesByType(),
                    around.edgesByType(),
                    relations(
                            tx,
                            around.strongest().stream()
                                    .mapToLong(Long::longValue)
                                    .toArray()),
                    hubs,
                    millisSince(start));
        });
    }

    private static Neighbourhood.Hub hub(Row row, Surroundings.Hub hub) {
        return new Neighbourhood.Hub(
                row.text("entity_id"), row.text("name"), row.text("entity_type"), hub.depth(), hub.relations());
    }

    MemoryPath path(PathQuery query, Visibility visibility) {
        long start = System.nanoTime();
        GraphView view = index.view();
        return database.read(tx -> {
            Row from = GraphReads.requireVisible(tx, visibility, query.from());
            Row to = GraphReads.requireVisible(tx, visibility, query.to());
            EdgeFilter filter = filter(view, visibility, query.relations());
            int first = view.node(from.text("entity_id"), filter);
            int last = view.node(to.text("entity_id"), filter);
            ShortestPath path = from.rid() == to.rid()
                    ? new ShortestPath(new long[] {from.rid()}, new long[0])
                    : first < 0 || last < 0
                            ? new ShortestPath(new long[0], new long[0])
                            : ShortestPath.between(view, first, last, filter, query.maxLength());
            List<Node> nodes = nodes(
                    tx,
                    path.nodes(),
                    LongStream.range(0, path.nodes().length)
                            .mapToInt(i -> (int) i)
                            .toArray());
            List<Relation> edges = relations(tx, path.edges());
            boolean found = path.nodes().length > 0
                    && nodes.size() == path.nodes().length
                    && edges.size() == path.edges().length;
            return new MemoryPath(
                    from.text("entity_id"),
                    to.text("entity_id"),
                    found,
                    found ? edges.size() : 0,
                    found ? nodes : List.of(),
                    found ? edges : List.of(),
                    millisSince(start));
        });
    }

    private EdgeFilter filter(GraphView view, Visibility visibility, RelationLimits limits) {
        long at = limits.validAt() == null ? clock.millis() : limits.validAt().toEpochMilli();
        return view.filter(
                GraphIndex.owners(visibility),
                limits.relationTypes(),
                limits.direction() != RelationDirection.INCOMING,
                limits.direction() != RelationDirection.OUTGOING,
                limits.minStrength(),
                at);
    }

    private static List<Node> nodes(ReadTransaction tx, long[] rids, int[] depths) {
        Map<Long, Row> rows = RowsByRid.read(tx, ENTITIES, rids);
        List<Node> nodes = new ArrayList<>(rids.length);
        for (int i = 0; i < rids.length; i++) {
            Row row = rows.get(rids[i]);
            if (row != null) {
                nodes.add(new Node(
                        row.text("entity_id"), row.text("name"), row.text("entity_type"), depths[i], List.of()));
            }
        }
        return nodes;
    }

    private static List<Node> withObservations(ReadTransaction tx, List<Node> nodes, List<String> limits) {
        List<Node> full = new ArrayList<>(nodes.size());
        long left = MAX_TEXT;
        boolean cut = false;
        for (Node node : nodes) {
            ObservationTexts texts = ObservationTexts.of(tx, node.entityId(), Integer.MAX_VALUE, left);
            left -= texts.length();
            cut |= texts.cut();
            full.add(new Node(node.entityId(), node.entityName(), node.entityType(), node.depth(), texts.texts()));
        }
        if (cut) {
            limits.add("max_text");
        }
        return full;
    }

    private static Set<String> ids(List<Node> nodes) {
        return nodes.stream().map(Node::entityId).collect(Collectors.toCollection(HashSet::new));
    }

    private static List<Relation> edges(ReadTransaction tx, long[] rids, Set<String> nodes) {
        return relations(tx, rids).stream()
                .filter(relation -> nodes.contains(relation.fromEntity()) && nodes.contains(relation.toEntity()))
                .toList();
    }

    private static List<Relation> relations(ReadTransaction tx, long[] rids) {
        Map<Long, Row> rows = RowsByRid.read(tx, RELATIONS, rids);
        return Arrays.stream(rids)
                .mapToObj(rows::get)
                .filter(row -> row != null && row.integerOrNull("retracted_at") == null)
                .map(GraphReads::relation)
                .toList();
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
