package dev.caxton.engine.memory.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * A path of the fewest relations; of several the one whose strengths add up to most.
 *
 * @param nodes rows of its entities in order
 * @param edges rows of its relations in order
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers handed from one method to the next.
public record ShortestPath(long[] nodes, long[] edges) {

    /** Searches from both ends at once, each time from the one with the smaller rim. */
    private static final class Side {
        private final Neighbours neighbours;
        private final Map<Integer, Visit> visits = new HashMap<>();
        private IntList rim = new IntList();
        private int depth;

        Side(GraphView view, EdgeFilter filter, int start) {
            neighbours = view.neighbours(filter);
            visits.put(start, new Visit(0, 0, -1, -1));
            rim.add(start);
        }

        void step(GraphView view) {
            depth++;
            IntList next = new IntList();
            for (int place = 0; place < rim.size(); place++) {
                int node = rim.get(place);
                Visit here = visits.get(node);
                neighbours.turnTo(node);
                for (int i = 0; here != null && i < neighbours.count(); i++) {
                    int edge = neighbours.edge(i);
                    Visit way = new Visit(depth, here.strength() + view.strength(edge), edge, node);
                    Visit known = visits.get(neighbours.other(i));
                    if (known == null) {
                        next.add(neighbours.other(i));
                    }
                    if (known == null || known.depth() == depth && known.strength() < way.strength()) {
                        visits.put(neighbours.other(i), way);
                    }
                }
            }
            rim = next;
        }
    }

    /** How an entity was reached: over this relation from that entity, which lies one step nearer. */
    private record Visit(int depth, double strength, int edge, int from) {}

    /** A path; one without nodes where there is none of at most this length. */
    public static ShortestPath between(GraphView view, int from, int to, EdgeFilter filter, int maxLength) {
        if (from == to) {
            return new ShortestPath(new long[] {view.rid(from)}, new long[0]);
        }
        Side start = new Side(view, filter, from);
        Side end = new Side(view, filter.reversed(), to);
        while (start.depth + end.depth < maxLength && start.rim.size() > 0 && end.rim.size() > 0) {
            Side smaller = start.rim.size() <= end.rim.size() ? start : end;
            smaller.step(view);
            int meeting = meeting(smaller.rim, start, end);
            if (meeting >= 0) {
                return path(view, meeting, start, end);
            }
        }
        return new ShortestPath(new long[0], new long[0]);
    }

    private static int meeting(IntList rim, Side start, Side end) {
        int best = -1;
        double most = -1;
        for (int place = 0; place < rim.size(); place++) {
            int node = rim.get(place);
            Visit there = start.visits.get(node);
            Visit back = end.visits.get(node);
            if (there != null && back != null && there.strength() + back.strength() > most) {
                most = there.strength() + back.strength();
                best = node;
            }
        }
        return best;
    }

    private static ShortestPath path(GraphView view, int meeting, Side start, Side end) {
        IntList nodes = new IntList();
        IntList edges = new IntList();
        follow(start, meeting, nodes, edges);
        long[] nodeRids =
                new long[visit(start, meeting).depth() + visit(end, meeting).depth() + 1];
        long[] edgeRids = new long[nodeRids.length - 1];
        int half = nodes.size();
        for (int i = 0; i < half; i++) {
            nodeRids[half - 1 - i] = view.rid(nodes.get(i));
        }
        for (int i = 0; i < edges.size(); i++) {
            edgeRids[half - 2 - i] = view.edgeRid(edges.get(i));
        }
        IntList rest = new IntList();
        IntList restEdges = new IntList();
        follow(end, meeting, rest, restEdges);
        for (int i = 0; i < restEdges.size(); i++) {
            nodeRids[half + i] = view.rid(rest.get(i + 1));
            edgeRids[half - 1 + i] = view.edgeRid(restEdges.get(i));
        }
        return new ShortestPath(nodeRids, edgeRids);
    }

    /** From an entity back to where a side began. */
    private static void follow(Side side, int from, IntList nodes, IntList edges) {
        nodes.add(from);
        Visit visit = visit(side, from);
        while (visit.edge() >= 0) {
            edges.add(visit.edge());
            nodes.add(visit.from());
            visit = visit(side, visit.from());
        }
    }

    private static Visit visit(Side side, int node) {
        Visit visit = side.visits.get(node);
        if (visit == null) {
            throw new IllegalStateException("path leads over an entity that was not visited");
        }
        return visit;
    }
}
