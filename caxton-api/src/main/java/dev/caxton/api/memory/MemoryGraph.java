package dev.caxton.api.memory;

import java.util.List;

/**
 * Part of the memory graph.
 *
 * @param rootEntity id of the entity where the walk began
 * @param graph nodes and edges
 * @param traversalStats how the walk went
 */
public record MemoryGraph(String rootEntity, Graph graph, TraversalStats traversalStats) {

    /**
     * Nodes and edges.
     *
     * @param nodes entities, the root first
     * @param edges relations between these entities
     */
    public record Graph(List<Node> nodes, List<Relation> edges) {
        public Graph {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }
    }

    /**
     * An entity at a distance.
     *
     * @param entityId its id
     * @param entityName its name
     * @param entityType its type
     * @param depth steps from the root
     * @param observations what is known of it; empty unless asked for
     */
    public record Node(String entityId, String entityName, String entityType, int depth, List<String> observations) {
        public Node {
            observations = List.copyOf(observations);
        }
    }

    /**
     * How a walk went.
     *
     * @param maxDepth greatest distance reached
     * @param nodesFound number of nodes
     * @param edgesFound number of edges
     * @param traversalTimeMs milliseconds
     * @param truncated whether there is more within the depth than the answer holds
     * @param limitsReached what there is more of: {@code max_nodes}, {@code max_edges}, {@code max_text}
     */
    public record TraversalStats(
            int maxDepth,
            int nodesFound,
            int edgesFound,
            double traversalTimeMs,
            boolean truncated,
            List<String> limitsReached) {
        public TraversalStats {
            limitsReached = List.copyOf(limitsReached);
        }
    }
}
