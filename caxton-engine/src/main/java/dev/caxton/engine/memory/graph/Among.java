package dev.caxton.engine.memory.graph;

import java.util.function.IntPredicate;

/** Relations among some entities. */
final class Among {

    private Among() {}

    /**
     * Visits each relation once, by the entity it starts at.
     *
     * @param visitor given a relation's number; false ends the visit
     * @return whether the visitor ended it
     */
    static boolean edges(GraphView view, IntList nodes, NodeSet found, EdgeFilter filter, IntPredicate visitor) {
        Neighbours outgoing = view.neighbours(filter.onlyOutgoing());
        for (int place = 0; place < nodes.size(); place++) {
            outgoing.turnTo(nodes.get(place));
            for (int i = 0; i < outgoing.count(); i++) {
                if (found.contains(outgoing.other(i)) && !visitor.test(outgoing.edge(i))) {
                    return true;
                }
            }
        }
        return false;
    }
}
