package dev.caxton.embedded.cli.memory.picture;

import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.Relation;
import java.util.List;
import java.util.Locale;

/** Text for {@code dot} and the other programs of Graphviz. */
final class DotPicture implements GraphPicture {

    @Override
    public String draw(MemoryGraph graph) {
        List<MemoryGraph.Node> nodes = graph.graph().nodes();
        TypeColours colours = TypeColours.of(nodes);
        StringBuilder text = new StringBuilder("digraph memory {\n");
        text.append("  graph [overlap=false, splines=true];\n");
        text.append("  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", color=\"#44403c\"];\n");
        text.append("  edge [fontname=\"Helvetica\", fontsize=10, color=\"#78716c\"];\n");
        for (MemoryGraph.Node node : nodes) {
            text.append(String.format(
                    Locale.ROOT,
                    "  \"%s\" [label=\"%s\\n%s\", fillcolor=\"%s\"%s];\n",
                    Labels.dot(node.entityId().replace("ent_", "")),
                    Labels.dot(node.entityName()),
                    Labels.dot(node.entityType()),
                    colours.light(node.entityType()),
                    node.depth() == 0 ? ", penwidth=3" : ""));
        }
        for (Relation relation : graph.graph().edges()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  \"%s\" -> \"%s\" [label=\"%s\", penwidth=%.1f];\n",
                    Labels.dot(relation.fromEntity().replace("ent_", "")),
                    Labels.dot(relation.toEntity().replace("ent_", "")),
                    Labels.dot(relation.relationType()),
                    0.5 + 2 * relation.strength()));
        }
        if (graph.traversalStats().truncated()) {
            text.append("  label=\"There is more than is shown.\";\n");
        }
        return text.append("}\n").toString();
    }
}
