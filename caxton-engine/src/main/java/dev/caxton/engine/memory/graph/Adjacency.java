package dev.caxton.engine.memory.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is related to whom: a sorted base and a small delta on top of it, which is merged into a new base now and then.
 *
 * <p>Changes come one batch at a time, from any thread. Walks go on meanwhile without locks, and see the relations as they
 * were after one batch. A change that is repeated is harmless. Thread-safe.
 */
public final class Adjacency {

    /** Relations in the delta, or gone from the base, before a rebuild is worth its while. */
    private static final int LEAST_DELTA = 8_192;

    private static final int DELTA_SHARE = 8;

    private final Symbols types = new Symbols();
    private final Symbols owners = new Symbols();
    private final Object writing = new Object();
    private final int leastDelta;
    private volatile Moment present = Moment.first(new NodeTable(0), SortedEdges.EMPTY);
    private int gone;
    private @Nullable List<List<GraphChange>> sinceRebuildBegan;

    /**
     * The graph after a batch of changes. The tables are shared with later moments, which only add to them and mark what
     * goes.
     *
     * @param change counts the batches in which something went
     */
    record Moment(NodeTable nodes, SortedEdges base, LaterEdges delta, int deltaCount, int change) {

        static Moment first(NodeTable nodes, SortedEdges base) {
            return new Moment(nodes, base, new LaterEdges(nodes.capacity()), 0, 0);
        }
    }

    /** An empty graph. */
    public Adjacency() {
        this(LEAST_DELTA);
    }

    Adjacency(int leastDelta) {
        this.leastDelta = leastDelta;
    }

    /** Takes over the changes of one command. */
    public void apply(List<GraphChange> changes) {
        synchronized (writing) {
            present = after(present, changes);
            if (sinceRebuildBegan != null) {
                sinceRebuildBegan.add(List.copyOf(changes));
            }
        }
    }

    private Moment after(Moment before, List<GraphChange> changes) {
        NodeTable nodes = before.nodes();
        LaterEdges delta = before.delta();
        int change = before.change() + 1;
        boolean removed = false;
        for (GraphChange each : changes) {
            if (nodes.count() + 2 > nodes.capacity()) {
                nodes = nodes.enlarged();
            }
            delta = delta.withRoom(nodes.capacity());
            removed |= switch (each) {
                case GraphChange.EntityThere entity -> put(nodes, entity);
                case GraphChange.EntityGone entity -> remove(nodes, entity);
                case GraphChange.RelationThere relation -> put(nodes, before.base(), delta, relation, change);
                case GraphChange.RelationGone relation -> remove(before.base(), delta, relation.rid(), change);
            };
        }
        return new Moment(nodes, before.base(), delta, delta.count(), removed ? change : before.change());
    }

    private boolean put(NodeTable nodes, GraphChange.EntityThere entity) {
        nodes.fill(node(nodes, entity.entityId()), entity.rid(), types.of(entity.type()), owners.of(entity.owner()));
        return false;
    }

    private static boolean remove(NodeTable nodes, GraphChange.EntityGone entity) {
        int node = nodes.ofRid(entity.rid());
        if (node >= 0) {
            nodes.clear(node);
        }
        return false;
    }

    private boolean put(
            NodeTable nodes, SortedEdges base, LaterEdges delta, GraphChange.RelationThere relation, int change) {
        int type = types.of(relation.type());
        int inDelta = delta.ofRid(relation.rid());
        int inBase = inDelta < 0 ? base.ofRid(relation.rid()) : -1;
        if (inDelta >= 0 || inBase >= 0) {
            EdgeColumns columns = inDelta >= 0 ? delta.columns : base.columns;
            int edge = Math.max(inDelta, inBase);
            if (columns.isThere(edge)
                    && columns.says(edge, type, relation.strength(), relation.validFrom(), relation.validTo())) {
                return false;
            }
        }
        boolean replaced = remove(base, delta, relation.rid(), change);
        delta.add(
                relation.rid(),
                node(nodes, relation.fromEntity()),
                node(nodes, relation.toEntity()),
                type,
                relation.strength(),
                relation.validFrom(),
                relation.validTo());
        return replaced;
    }

    private boolean remove(SortedEdges base, LaterEdges delta, long rid, int change) {
        int inDelta = delta.ofRid(rid);
        int inBase = inDelta < 0 ? base.ofRid(rid) : -1;
        boolean removed = inDelta >= 0 && delta.columns.remove(inDelta, change)
                || inBase >= 0 && base.columns.remove(inBase, change);
        gone += removed ? 1 : 0;
        return removed;
    }

    private static int node(NodeTable nodes, String entityId) {
        EntityKey key = EntityKey.of(entityId);
        int known = nodes.find(key);
        return known >= 0 ? known : nodes.add(key);
    }

    /** Replaces everything by what a loader reads; both entities and relations come in the order of rows. */
    public Loader loader() {
        return new Loader(this);
    }

    /** Takes over what was loaded. Changes that came while it was loaded are to be applied after it. */
    void take(NodeTable nodes, EdgeColumns columns, int edges) {
        synchronized (writing) {
            present = Moment.first(nodes, SortedEdges.of(nodes.count(), columns, edges));
            gone = 0;
        }
    }

    /** Whether so much has changed that {@link #rebuild} is worth its while and none is under way. */
    public boolean wantsRebuild() {
        synchronized (writing) {
            int most = Math.max(leastDelta, present.base().count() / DELTA_SHARE);
            return sinceRebuildBegan == null && (present.deltaCount() >= most || gone >= most);
        }
    }

    /** Merges the delta into a new base, while changes and walks go on; does nothing while another one is under way. */
    public void rebuild() {
        Rebuild rebuild;
        synchronized (writing) {
            if (sinceRebuildBegan != null) {
                return;
            }
            sinceRebuildBegan = new ArrayList<>();
            rebuild = new Rebuild(present);
        }
        try {
            Moment rebuilt = rebuild.run();
            synchronized (writing) {
                gone = 0;
                for (List<GraphChange> changes : sinceRebuildBegan) {
                    rebuilt = after(rebuilt, changes);
                }
                present = rebuilt;
            }
        } finally {
            synchronized (writing) {
                sinceRebuildBegan = null;
            }
        }
    }

    /** The graph as it is now. */
    public GraphView view() {
        return new GraphView(present, types, owners);
    }

    /** Bytes of all arrays. */
    public long bytes() {
        Moment moment = present;
        return moment.nodes().bytes() + moment.base().bytes() + moment.delta().bytes();
    }

    Symbols types() {
        return types;
    }

    Symbols owners() {
        return owners;
    }
}
