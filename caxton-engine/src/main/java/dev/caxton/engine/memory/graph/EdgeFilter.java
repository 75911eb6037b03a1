package dev.caxton.engine.memory.graph;

/** What a walk may use, in the numbers of one {@link GraphView}. */
public final class EdgeFilter {

    private final int[] owners;
    private final boolean anyType;
    private final boolean[] types;
    private final boolean outgoing;
    private final boolean incoming;
    private final double minStrength;
    private final long at;

    EdgeFilter(
            int[] owners,
            boolean anyType,
            boolean[] types,
            boolean outgoing,
            boolean incoming,
            double minStrength,
            long at) {
        this.owners = owners;
        this.anyType = anyType;
        this.types = types;
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.minStrength = minStrength;
        this.at = at;
    }

    boolean outgoing() {
        return outgoing;
    }

    boolean incoming() {
        return incoming;
    }

    /** The same, relations followed from their start only. */
    EdgeFilter onlyOutgoing() {
        return new EdgeFilter(owners, anyType, types, true, false, minStrength, at);
    }

    /** The same the other way round, for a walk from the end of a path. */
    EdgeFilter reversed() {
        return new EdgeFilter(owners, anyType, types, incoming, outgoing, minStrength, at);
    }

    boolean sees(int owner) {
        for (int seen : owners) {
            if (seen == owner) {
                return true;
            }
        }
        return false;
    }

    boolean passes(EdgeColumns columns, int edge, int change) {
        int type = columns.types[edge];
        return columns.wasThere(edge, change)
                && (anyType || type < types.length && types[type])
                && columns.strengths[edge] >= minStrength
                && columns.validFrom[edge] <= at
                && at < columns.validTo[edge];
    }
}
