package dev.caxton.engine.memory.graph;

import dev.caxton.engine.memory.graph.Adjacency.Moment;
import java.util.Arrays;

/** The relations of one entity after the other, with the entities at their other ends. For one walk on one thread. */
final class Neighbours {

    private static final int FIRST_ROOM = 64;

    private final NodeTable nodes;
    private final SortedEdges base;
    private final LaterEdges delta;
    /** Relations of the delta that were there; later ones are not looked at. */
    private final int deltaCount;

    private final int change;
    private final EdgeFilter filter;
    private int[] edges = new int[FIRST_ROOM];
    private int[] others = new int[FIRST_ROOM];
    private int count;

    Neighbours(Moment moment, EdgeFilter filter) {
        this.nodes = moment.nodes();
        this.base = moment.base();
        this.delta = moment.delta();
        this.deltaCount = moment.deltaCount();
        this.change = moment.change();
        this.filter = filter;
    }

    /** Turns to an entity: those that start at it before those that point to it, each in the order of their rows. */
    void turnTo(int node) {
        count = 0;
        if (filter.outgoing()) {
            outgoing(node);
        }
        if (filter.incoming()) {
            incoming(node);
        }
    }

    private void outgoing(int node) {
        EdgeColumns columns = base.columns;
        int end = base.outEnd(node);
        for (int edge = base.outStart(node); edge < end; edge++) {
            if (filter.passes(columns, edge, change)) {
                add(edge, columns.to[edge]);
            }
        }
        int first = count;
        for (int edge = delta.firstOut(node); edge >= 0; edge = delta.nextOut(edge)) {
            if (edge < deltaCount && filter.passes(delta.columns, edge, change)) {
                add(base.count() + edge, delta.columns.to[edge]);
            }
        }
        reverse(first);
    }

    private void incoming(int node) {
        EdgeColumns columns = base.columns;
        int end = base.inEnd(node);
        for (int place = base.inStart(node); place < end; place++) {
            int edge = base.inEdge(place);
            if (filter.passes(columns, edge, change)) {
                add(edge, columns.from[edge]);
            }
        }
        int first = count;
        for (int edge = delta.firstIn(node); edge >= 0; edge = delta.nextIn(edge)) {
            if (edge < deltaCount && filter.passes(delta.columns, edge, change)) {
                add(base.count() + edge, delta.columns.from[edge]);
            }
        }
        reverse(first);
    }

    private void add(int edge, int other) {
        if (!filter.sees(nodes.owner(other))) {
            return;
        }
        if (count == edges.length) {
            edges = Arrays.copyOf(edges, count * 2);
            others = Arrays.copyOf(others, count * 2);
        }
        edges[count] = edge;
        others[count++] = other;
    }

    /** The lists of the delta begin with the newest. */
    private void reverse(int first) {
        for (int low = first, high = count - 1; low < high; low++, high--) {
            int edge = edges[low];
            edges[low] = edges[high];
            edges[high] = edge;
            int other = others[low];
            others[low] = others[high];
            others[high] = other;
        }
    }

    int count() {
        return count;
    }

    int edge(int i) {
        return edges[i];
    }

    int other(int i) {
        return others[i];
    }
}
