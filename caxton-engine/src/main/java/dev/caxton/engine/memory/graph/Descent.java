package dev.caxton.engine.memory.graph;

import java.util.ArrayList;
import java.util.List;

/** Goes down along shortest ways, each to its end before the next. */
final class Descent {

    private final GraphView view;
    private final EdgeFilter filter;
    private final Levels levels;
    private final byte[] distances;
    private final int maxNodes;
    private final IntList order = new IntList();
    private final NodeSet listed;

    Descent(GraphView view, EdgeFilter filter, Levels levels, byte[] distances, int maxNodes) {
        this.view = view;
        this.filter = filter;
        this.levels = levels;
        this.distances = distances;
        this.maxNodes = maxNodes;
        this.listed = new NodeSet(view.nodeBound());
    }

    NodeSet listed() {
        return listed;
    }

    /** Entities in the order of the descent, no more than there may be. */
    IntList from(int root) {
        List<Neighbours> way = new ArrayList<>();
        int[] places = new int[levels.depth() + 1];
        list(root);
        way.add(view.neighbours(filter));
        way.getFirst().turnTo(root);
        int depth = 0;
        while (depth >= 0 && order.size() < maxNodes) {
            Neighbours here = way.get(depth);
            if (depth == levels.depth() || places[depth] == here.count()) {
                depth--;
                continue;
            }
            int other = here.other(places[depth]++);
            if (levels.found().contains(other) && distances[other] == depth + 1 && !listed.contains(other)) {
                list(other);
                depth++;
                if (way.size() == depth) {
                    way.add(view.neighbours(filter));
                }
                way.get(depth).turnTo(other);
                places[depth] = 0;
            }
        }
        return order;
    }

    private void list(int node) {
        listed.add(node);
        order.add(node);
    }
}
