package dev.caxton.engine.memory.graph;

import dev.caxton.engine.memory.graph.Adjacency.Moment;
import java.util.Collection;
import java.util.Set;

/**
 * A graph at one moment, for one walk or several.
 *
 * <p>Owners are words that say whose an entity is; a walk names those that may be seen, and never steps on anything else.
 */
public final class GraphView {

    private final Moment moment;
    private final Symbols types;
    private final Symbols owners;

    GraphView(Moment moment, Symbols types, Symbols owners) {
        this.moment = moment;
        this.types = types;
        this.owners = owners;
    }

    /**
     * What a walk may use.
     *
     * @param visibleOwners whose entities are seen
     * @param relationTypes only these; empty for all
     * @param outgoing whether relations are followed from their start
     * @param incoming whether relations are followed to their start
     * @param minStrength least strength
     * @param at instant at which relations are valid, in milliseconds since 1970
     */
    public EdgeFilter filter(
            Collection<String> visibleOwners,
            Set<String> relationTypes,
            boolean outgoing,
            boolean incoming,
            double minStrength,
            long at) {
        int[] seen = visibleOwners.stream()
                .mapToInt(owners::find)
                .filter(owner -> owner != Symbols.NONE)
                .toArray();
        boolean[] allowed = new boolean[relationTypes.isEmpty() ? 0 : types.size()];
        relationTypes.stream()
                .mapToInt(types::find)
                .filter(type -> type != Symbols.NONE && type < allowed.length)
                .forEach(type -> allowed[type] = true);
        return new EdgeFilter(seen, relationTypes.isEmpty(), allowed, outgoing, incoming, minStrength, at);
    }

    /** Number of an entity for a walk to begin at; -1 if it is not here, or not seen. */
    public int node(String entityId, EdgeFilter filter) {
        int node = moment.nodes().find(EntityKey.of(entityId));
        return node >= 0 && filter.sees(moment.nodes().owner(node)) ? node : -1;
    }

    /** Row of an entity. */
    public long rid(int node) {
        return moment.nodes().rid(node);
    }

    /** Row of a relation. */
    long edgeRid(int edge) {
        return columns(edge).rids[place(edge)];
    }

    double strength(int edge) {
        return columns(edge).strengths[place(edge)];
    }

    int edgeType(int edge) {
        return columns(edge).types[place(edge)];
    }

    int nodeType(int node) {
        return moment.nodes().type(node);
    }

    String typeName(int type) {
        return types.word(type);
    }

    /** More than any number of an entity that a walk can meet. */
    int nodeBound() {
        return moment.nodes().capacity();
    }

    Neighbours neighbours(EdgeFilter filter) {
        return new Neighbours(moment, filter);
    }

    private EdgeColumns columns(int edge) {
        return edge < moment.base().count() ? moment.base().columns : moment.delta().columns;
    }

    private int place(int edge) {
        int base = moment.base().count();
        return edge < base ? edge : edge - base;
    }
}
