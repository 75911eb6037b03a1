package dev.caxton.engine.memory.graph;

import dev.caxton.engine.memory.graph.Adjacency.Moment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** A graph of the same content without delta and without what is gone. */
final class Rebuild {

    private final Moment before;
    private final int baseCount;
    private final int deltaCount;
    private final int nodeCount;
    private EdgeColumns columns;
    private int edges;

    /** Takes hold of what is there; nobody may change it meanwhile. */
    Rebuild(Moment before) {
        this.before = before;
        this.baseCount = before.base().count();
        this.deltaCount = before.deltaCount();
        this.nodeCount = before.nodes().count();
        this.columns = new EdgeColumns(baseCount + deltaCount);
    }

    /** The new graph; changes since this was made may be in it or not, and are to be applied to it. */
    Moment run() {
        EdgeColumns base = before.base().columns;
        EdgeColumns delta = before.delta().columns;
        for (int i = 0; i < baseCount; i++) {
            add(base, before.base().inRidOrder(i));
        }
        for (int edge = 0; edge < deltaCount; edge++) {
            add(delta, edge);
        }
        columns = sorted(columns, edges);
        return moment();
    }

    private void add(EdgeColumns source, int edge) {
        if (source.isThere(edge)) {
            columns.copy(source, edge, edges++);
        }
    }

    /** Rows come in order, but for those that a restore brought back under their old numbers. */
    private static EdgeColumns sorted(EdgeColumns columns, int count) {
        boolean inOrder = true;
        for (int i = 1; i < count && inOrder; i++) {
            inOrder = columns.rids[i - 1] < columns.rids[i];
        }
        if (inOrder) {
            return columns;
        }
        EdgeColumns sorted = new EdgeColumns(count);
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingLong(i -> columns.rids[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < count; i++) {
            sorted.copy(columns, order[i], i);
        }
        return sorted;
    }

    private Moment moment() {
        NodeTable old = before.nodes();
        int known = nodeCount;
        boolean[] named = new boolean[known];
        for (int i = 0; i < edges; i++) {
            named[columns.from[i]] = true;
            named[columns.to[i]] = true;
        }
        int[] numbers = new int[known];
        Arrays.fill(numbers, Symbols.NONE);
        NodeTable nodes = new NodeTable(known + known / 8);
        for (int node = 0; node < known; node++) {
            if (named[node] || old.owner(node) != Symbols.NONE) {
                numbers[node] = nodes.add(old.key(node));
                nodes.fill(numbers[node], old.rid(node), old.type(node), old.owner(node));
            }
        }
        for (int i = 0; i < edges; i++) {
            columns.from[i] = numbers[columns.from[i]];
            columns.to[i] = numbers[columns.to[i]];
        }
        return Moment.first(nodes, SortedEdges.of(nodes.count(), columns, edges));
    }
}
