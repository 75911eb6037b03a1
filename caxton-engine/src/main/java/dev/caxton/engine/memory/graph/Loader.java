package dev.caxton.engine.memory.graph;

/** Collects a graph that is read from the file. One thread. */
public final class Loader {

    private static final int FIRST_ROOM = 1_024;

    private final Adjacency target;
    private NodeTable nodes = new NodeTable(FIRST_ROOM);
    private EdgeColumns columns = new EdgeColumns(FIRST_ROOM);
    private int edges;

    Loader(Adjacency target) {
        this.target = target;
    }

    /** Adds an entity. */
    public void add(GraphChange.EntityThere entity) {
        // First, since it may replace the table.
        int node = node(entity.entityId());
        nodes.fill(
                node,
                entity.rid(),
                target.types().of(entity.type()),
                target.owners().of(entity.owner()));
    }

    /** Adds a relation, in the order of rows. */
    public void add(GraphChange.RelationThere relation) {
        if (edges == columns.capacity()) {
            columns = columns.resized(edges * 2);
        }
        columns.set(
                edges++,
                relation.rid(),
                node(relation.fromEntity()),
                node(relation.toEntity()),
                target.types().of(relation.type()),
                relation.strength(),
                relation.validFrom(),
                relation.validTo());
    }

    private int node(String entityId) {
        EntityKey key = EntityKey.of(entityId);
        int known = nodes.find(key);
        if (known >= 0) {
            return known;
        }
        if (nodes.count() == nodes.capacity()) {
            nodes = nodes.enlarged();
        }
        return nodes.add(key);
    }

    /** Makes what was added the graph. */
    public void finish() {
        target.take(nodes, columns, edges);
    }
}
