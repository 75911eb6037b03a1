package dev.caxton.engine.memory.graph;

/** What became of a row that the graph is made of. */
public sealed interface GraphChange {

    /** Row number in its table. */
    long rid();

    /**
     * An entity is there.
     *
     * @param rid its row
     * @param entityId its id
     * @param type its type
     * @param owner whose it is, see {@link GraphView}
     */
    record EntityThere(long rid, String entityId, String type, String owner) implements GraphChange {}

    /** The entity of a row is not there any more. */
    record EntityGone(long rid) implements GraphChange {}

    /**
     * A relation is there; where it was there before, its ends are the same.
     *
     * @param rid its row
     * @param fromEntity id of the entity it starts at
     * @param toEntity id of the entity it points to
     * @param type its type
     * @param strength 0 to 1
     * @param validFrom milliseconds since 1970
     * @param validTo milliseconds since 1970; {@link Long#MAX_VALUE} for no end
     */
    record RelationThere(
            long rid, String fromEntity, String toEntity, String type, double strength, long validFrom, long validTo)
            implements GraphChange {}

    /** The relation of a row is not there any more. */
    record RelationGone(long rid) implements GraphChange {}
}
