package dev.caxton.engine.memory.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What lies around an entity, counted.
 *
 * @param nodesByDepth number of entities at each distance, beginning with 0
 * @param edges number of relations among them
 * @param nodesByType the most frequent first
 * @param edgesByType the most frequent first
 * @param strongest rows of the strongest relations, the strongest first
 * @param hubs entities with the most relations among these, the most first
 */
public record Surroundings(
        List<Integer> nodesByDepth,
        int edges,
        Map<String, Integer> nodesByType,
        Map<String, Integer> edgesByType,
        List<Long> strongest,
        List<Hub> hubs) {

    /**
     * An entity with many relations.
     *
     * @param rid its row
     * @param depth its distance
     * @param relations their number
     */
    public record Hub(long rid, int depth, int relations) {}

    private static final class Tally {
        private final GraphView view;
        private final int most;
        private final int[] degrees;
        private final Map<Integer, Integer> types = new HashMap<>();
        /** The weakest of the strongest comes first, of equals the younger one. */
        private final PriorityQueue<Integer> strongest;

        private int edges;

        Tally(GraphView view, int most) {
            this.view = view;
            this.most = most;
            degrees = new int[view.nodeBound()];
            strongest = new PriorityQueue<>(order(view).reversed());
        }

        static Comparator<Integer> order(GraphView view) {
            return Comparator.<Integer>comparingDouble(edge -> -view.strength(edge))
                    .thenComparingLong(view::edgeRid);
        }

        void add(int edge, int from, int to) {
            edges++;
            degrees[from]++;
            if (from != to) {
                degrees[to]++;
            }
            types.merge(view.edgeType(edge), 1, Integer::sum);
            strongest.add(edge);
            if (strongest.size() > most) {
                strongest.remove();
            }
        }
    }

    /** Counts all entities within a depth and all relations among them. */
    public static Surroundings of(GraphView view, int root, EdgeFilter filter, int maxDepth, int most) {
        Levels levels = Levels.from(view, root, filter, maxDepth, Integer.MAX_VALUE);
        Tally tally = new Tally(view, most);
        Neighbours outgoing = view.neighbours(filter.onlyOutgoing());
        Map<Integer, Integer> nodeTypes = new HashMap<>();
        for (int place = 0; place < levels.nodes().size(); place++) {
            int node = levels.nodes().get(place);
            nodeTypes.merge(view.nodeType(node), 1, Integer::sum);
            outgoing.turnTo(node);
            for (int i = 0; i < outgoing.count(); i++) {
                if (levels.found().contains(outgoing.other(i))) {
                    tally.add(outgoing.edge(i), node, outgoing.other(i));
                }
            }
        }
        return new Surroundings(
                sizes(levels),
                tally.edges,
                byCount(view, nodeTypes),
                byCount(view, tally.types),
                tally.strongest.stream()
                        .sorted(Tally.order(view))
                        .map(view::edgeRid)
                        .toList(),
                hubs(view, levels, tally.degrees, most));
    }

    private static List<Integer> sizes(Levels levels) {
        List<Integer> sizes = new ArrayList<>();
        int before = 0;
        for (int depth = 0; depth <= levels.depth(); depth++) {
            sizes.add(levels.ends().get(depth) - before);
            before = levels.ends().get(depth);
        }
        return sizes;
    }

    private static Map<String, Integer> byCount(GraphView view, Map<Integer, Integer> counts) {
        Map<String, Integer> named = new LinkedHashMap<>();
        counts.entrySet().stream()
                .filter(entry -> entry.getKey() != Symbols.NONE)
                .map(entry -> Map.entry(view.typeName(entry.getKey()), entry.getValue()))
                .sorted(Comparator.<Map.Entry<String, Integer>>comparingInt(entry -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> named.put(entry.getKey(), entry.getValue()));
        return named;
    }

    private static List<Hub> hubs(GraphView view, Levels levels, int[] degrees, int most) {
        PriorityQueue<Hub> hubs = new PriorityQueue<>(hubOrder().reversed());
        int depth = 0;
        for (int place = 0; place < levels.nodes().size(); place++) {
            while (place >= levels.ends().get(depth)) {
                depth++;
            }
            int node = levels.nodes().get(place);
            hubs.add(new Hub(view.rid(node), depth, degrees[node]));
            if (hubs.size() > most) {
                hubs.remove();
            }
        }
        return hubs.stream().sorted(hubOrder()).toList();
    }

    private static Comparator<Hub> hubOrder() {
        return Comparator.<Hub>comparingInt(hub -> -hub.relations()).thenComparingLong(Hub::rid);
    }
}
