package dev.caxton.engine.memory.graph;

/**
 * Entities by their distance from a start.
 *
 * @param nodes their numbers, by distance
 * @param ends where each distance ends among them, beginning with 0
 * @param found the same entities as a set
 * @param more whether there are more within the depth
 */
record Levels(IntList nodes, IntList ends, NodeSet found, boolean more) {

    /** Walks breadth first, and ends before the first entity that is too many. */
    static Levels from(GraphView view, int root, EdgeFilter filter, int maxDepth, int maxNodes) {
        Neighbours neighbours = view.neighbours(filter);
        IntList nodes = new IntList();
        IntList ends = new IntList();
        NodeSet found = new NodeSet(view.nodeBound());
        nodes.add(root);
        found.add(root);
        ends.add(1);
        int next = 0;
        for (int depth = 1; depth <= maxDepth; depth++) {
            int end = nodes.size();
            for (; next < end; next++) {
                neighbours.turnTo(nodes.get(next));
                for (int i = 0; i < neighbours.count(); i++) {
                    int other = neighbours.other(i);
                    if (found.contains(other)) {
                        continue;
                    }
                    if (nodes.size() == maxNodes) {
                        if (nodes.size() > end) {
                            ends.add(nodes.size());
                        }
                        return new Levels(nodes, ends, found, true);
                    }
                    found.add(other);
                    nodes.add(other);
                }
            }
            if (nodes.size() == end) {
                break;
            }
            ends.add(nodes.size());
        }
        return new Levels(nodes, ends, found, false);
    }

    /** Greatest distance reached. */
    int depth() {
        return ends.size() - 1;
    }
}
