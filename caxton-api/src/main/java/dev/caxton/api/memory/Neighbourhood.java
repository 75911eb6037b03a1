package dev.caxton.api.memory;

import java.util.List;
import java.util.Map;

/**
 * What lies around an entity, in figures. All of it is counted, however large; only the lists are short.
 *
 * @param rootEntity id of the entity in the middle
 * @param maxDepth greatest distance reached
 * @param nodes number of entities, the root among them
 * @param edges number of relations among them
 * @param nodesByDepth number of entities at each distance, beginning with 0
 * @param nodesByType number of entities of each type, the most frequent first
 * @param edgesByType number of relations of each type, the most frequent first
 * @param strongest relations among these entities by strength, 10 at most
 * @param hubs entities by the number of their relations within this neighbourhood, 10 at most
 * @param traversalTimeMs milliseconds
 */
public record Neighbourhood(
        String rootEntity,
        int maxDepth,
        int nodes,
        int edges,
        List<Integer> nodesByDepth,
        Map<String, Integer> nodesByType,
        Map<String, Integer> edgesByType,
        List<Relation> strongest,
        List<Hub> hubs,
        double traversalTimeMs) {
    public Neighbourhood {
        nodesByDepth = List.copyOf(nodesByDepth);
        nodesByType = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(nodesByType));
        edgesByType = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(edgesByType));
        strongest = List.copyOf(strongest);
        hubs = List.copyOf(hubs);
    }

    /**
     * An entity with many relations.
     *
     * @param entityId its id
     * @param entityName its name
     * @param entityType its type
     * @param depth steps from the root
     * @param relations its relations within the neighbourhood; one to itself counts once
     */
    public record Hub(String entityId, String entityName, String entityType, int depth, int relations) {}
}
