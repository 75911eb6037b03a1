package dev.caxton.api.memory;

import java.util.List;

/**
 * A shortest path between two entities: of the fewest relations, and of several such paths the one whose strengths add up
 * to most.
 *
 * @param fromEntity id of the entity where it starts
 * @param toEntity id of the entity where it ends
 * @param found whether there is one within the limits
 * @param length number of relations; 0 from an entity to itself, and where there is no path
 * @param nodes the entities on it in order, without observations; empty where there is no path
 * @param edges the relations on it in order; one that was followed against its direction points backwards
 * @param searchTimeMs milliseconds
 */
public record MemoryPath(
        String fromEntity,
        String toEntity,
        boolean found,
        int length,
        List<MemoryGraph.Node> nodes,
        List<Relation> edges,
        double searchTimeMs) {
    public MemoryPath {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }
}
