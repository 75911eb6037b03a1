package dev.caxton.embedded.cli.memory.picture;

import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A flowchart for Mermaid, which Markdown viewers draw. */
final class MermaidPicture implements GraphPicture {

    @Override
    public String draw(MemoryGraph graph) {
        List<MemoryGraph.Node> nodes = graph.graph().nodes();
        TypeColours colours = TypeColours.of(nodes);
        Map<String, String> names = new HashMap<>();
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (int i = 0; i < nodes.size(); i++) {
            MemoryGraph.Node node = nodes.get(i);
            names.put(node.entityId(), "n" + i);
            text.append("  n%d[\"%s<br/><small>%s</small>\"]:::t%d%n"
                    .formatted(
                            i,
                            Labels.mermaid(node.entityName()),
                            Labels.mermaid(node.entityType()),
                            colours.number(node.entityType())));
        }
        for (Relation relation : graph.graph().edges()) {
            String from = names.get(relation.fromEntity());
            String to = names.get(relation.toEntity());
            if (from != null && to != null) {
                text.append("  %s -->|\"%s\"| %s%n".formatted(from, Labels.mermaid(relation.relationType()), to));
            }
        }
        colours.types()
                .forEach(type -> text.append("  classDef t%d fill:%s,stroke:%s,color:#1c1917%n"
                        .formatted(colours.number(type), colours.light(type), colours.strong(type))));
        if (graph.traversalStats().truncated()) {
            text.append("  more[\"There is more than is shown\"]\n");
        }
        return text.toString().replace("\r", "");
    }
}
