package dev.caxton.engine.memory.graph;

import java.util.Arrays;

/**
 * What a walk found, as numbers of rows.
 *
 * @param nodes rows of entities in the order of the walk
 * @param depths their distances from the start
 * @param edges rows of the relations among these entities that the filter lets pass
 * @param maxDepth greatest distance reached
 * @param moreNodes whether there are more entities within the depth
 * @param moreEdges whether there are more relations among these entities
 */
@SuppressWarnings("ArrayRecordComponent") // Thousands of numbers, handed from one method to the next.
public record Walk(long[] nodes, int[] depths, long[] edges, int maxDepth, boolean moreNodes, boolean moreEdges) {

    /** Lists entities by distance. */
    public static Walk breadthFirst(
            GraphView view, int root, EdgeFilter filter, int maxDepth, int maxNodes, int maxEdges) {
        Levels levels = Levels.from(view, root, filter, maxDepth, maxNodes);
        int[] depths = new int[levels.nodes().size()];
        for (int depth = 1; depth <= levels.depth(); depth++) {
            Arrays.fill(depths, levels.ends().get(depth - 1), levels.ends().get(depth), depth);
        }
        return of(view, levels.nodes(), depths, levels.found(), levels.more(), filter, maxEdges);
    }

    /** Lists entities along each shortest way to its end, before the next one. */
    public static Walk depthFirst(
            GraphView view, int root, EdgeFilter filter, int maxDepth, int maxNodes, int maxEdges) {
        Levels levels = Levels.from(view, root, filter, maxDepth, Integer.MAX_VALUE);
        byte[] distances = new byte[view.nodeBound()];
        int next = 0;
        for (int depth = 0; depth <= levels.depth(); depth++) {
            for (; next < levels.ends().get(depth); next++) {
                distances[levels.nodes().get(next)] = (byte) depth;
            }
        }
        Descent descent = new Descent(view, filter, levels, distances, maxNodes);
        IntList order = descent.from(root);
        int[] depths = new int[order.size()];
        for (int i = 0; i < depths.length; i++) {
            depths[i] = distances[order.get(i)];
        }
        boolean more = order.size() < levels.nodes().size();
        return of(view, order, depths, descent.listed(), more, filter, maxEdges);
    }

    private static Walk of(
            GraphView view,
            IntList nodes,
            int[] depths,
            NodeSet found,
            boolean moreNodes,
            EdgeFilter filter,
            int maxEdges) {
        long[] rids = new long[nodes.size()];
        for (int i = 0; i < rids.length; i++) {
            rids[i] = view.rid(nodes.get(i));
        }
        IntList edges = new IntList();
        boolean moreEdges = Among.edges(view, nodes, found, filter, edge -> {
            if (edges.size() == maxEdges) {
                return false;
            }
            edges.add(edge);
            return true;
        });
        long[] edgeRids = new long[edges.size()];
        for (int i = 0; i < edgeRids.length; i++) {
            edgeRids[i] = view.edgeRid(edges.get(i));
        }
        int deepest = Arrays.stream(depths).max().orElse(0);
        return new Walk(rids, depths, edgeRids, deepest, moreNodes, moreEdges);
    }
}
