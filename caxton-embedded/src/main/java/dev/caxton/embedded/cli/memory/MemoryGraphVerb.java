package dev.caxton.embedded.cli.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.Neighbourhood;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.TraversalStrategy;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import dev.caxton.embedded.cli.memory.picture.GraphPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code memory graph}: what lies around an entity, as a table, as data or as a picture. */
final class MemoryGraphVerb implements Verb {

    private static final String TABLE = "table";
    private static final String JSON = "json";

    @Override
    public ExitCode run(Invocation invocation) {
        GraphQuery query = query(invocation);
        Output output = invocation.output();
        String format = format(invocation);
        if (invocation.has("--summary")) {
            summary(output, invocation.caxton().memory().neighbourhood(query), format);
            return ExitCode.OK;
        }
        MemoryGraph graph = invocation.caxton().memory().graph(query);
        Path file = invocation.pathOption("--output");
        if (file != null) {
            write(file, format.equals(TABLE) ? pictureOf(file) : format, graph, output);
        } else if (format.equals(JSON)) {
            output.json(graph);
        } else if (format.equals(TABLE)) {
            table(output, graph);
        } else {
            output.text(GraphPicture.of(format).draw(graph));
        }
        if (graph.traversalStats().truncated()) {
            output.say("There is more than is shown: "
                    + String.join(", ", graph.traversalStats().limitsReached())
                    + ". Ask with a smaller --depth, with --type or --min-strength, or a greater --limit.");
        }
        return ExitCode.OK;
    }

    private static GraphQuery query(Invocation invocation) {
        String scope = invocation.text("--scope");
        String order = invocation.text("--strategy");
        return new GraphQuery(
                invocation.text("--agent"),
                invocation.subject(),
                scope == null ? null : WireName.parse(MemoryScope.class, "--scope", scope),
                invocation.count("--depth", GraphQuery.USUAL_DEPTH),
                RelationOptions.of(invocation),
                invocation.has("--observations"),
                order == null
                        ? TraversalStrategy.BREADTH_FIRST
                        : WireName.parse(TraversalStrategy.class, "--strategy", order),
                invocation.count("--limit", GraphQuery.USUAL_NODES));
    }

    private static String format(Invocation invocation) {
        String format = invocation.text("--format");
        return invocation.output().json() ? JSON : format == null ? TABLE : format;
    }

    /** The format that a file's name asks for. */
    private static String pictureOf(Path file) {
        String name = String.valueOf(file.getFileName());
        Map<String, String> formats = Map.of("svg", "svg", "dot", "dot", "gv", "dot", "mmd", "mermaid", "json", JSON);
        String format = formats.get(name.substring(name.lastIndexOf('.') + 1));
        if (format == null) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "--output " + name
                            + " does not say what to draw, expected a name that ends in .svg, .dot, .mmd or .json",
                    "Say it with --format svg.");
        }
        return format;
    }

    private static void write(Path file, String format, MemoryGraph graph, Output output) {
        try {
            String text = format.equals(JSON)
                    ? dev.caxton.wire.WireJson.mapper().writeValueAsString(graph) + "\n"
                    : GraphPicture.of(format).draw(graph);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw CaxtonException.of(
                    Problem.of(
                            ProblemType.STORAGE_FAILED, "File " + file + " cannot be written: " + e.getMessage(), null),
                    e);
        }
        output.say("Wrote " + file + ": " + graph.graph().nodes().size() + " entities, "
                + graph.graph().edges().size() + " relations");
    }

    private static void table(Output output, MemoryGraph graph) {
        Map<String, String> names = new HashMap<>();
        List<List<String>> rows = new ArrayList<>();
        for (MemoryGraph.Node node : graph.graph().nodes()) {
            names.put(node.entityId(), node.entityName());
            rows.add(List.of(Integer.toString(node.depth()), node.entityName(), node.entityType(), node.entityId()));
        }
        output.table(List.of("DEPTH", "ENTITY", "TYPE", "ID"), rows);
        output.line("");
        relations(output, graph.graph().edges(), names);
    }

    static void relations(Output output, List<Relation> relations, Map<String, String> names) {
        List<List<String>> rows = new ArrayList<>();
        for (Relation relation : relations) {
            rows.add(List.of(
                    names.getOrDefault(relation.fromEntity(), relation.fromEntity()),
                    relation.relationType(),
                    names.getOrDefault(relation.toEntity(), relation.toEntity()),
                    Figures.decimal(relation.strength())));
        }
        output.table(List.of("FROM", "RELATION", "TO", "STRENGTH"), rows);
    }

    private static void summary(Output output, Neighbourhood around, String format) {
        if (format.equals(JSON)) {
            output.json(around);
            return;
        }
        output.line("Entities: " + Figures.count(around.nodes()) + " (by distance: " + around.nodesByDepth() + ")");
        output.line("Relations: " + Figures.count(around.edges()));
        output.line("");
        List<List<String>> rows = new ArrayList<>();
        around.nodesByType().forEach((type, count) -> rows.add(List.of("entity", type, Figures.count(count))));
        around.edgesByType().forEach((type, count) -> rows.add(List.of("relation", type, Figures.count(count))));
        output.table(List.of("KIND", "TYPE", "COUNT"), rows);
        output.line("");
        List<List<String>> hubs = new ArrayList<>();
        for (Neighbourhood.Hub hub : around.hubs()) {
            hubs.add(List.of(
                    hub.entityName(), hub.entityType(), Integer.toString(hub.depth()), Figures.count(hub.relations())));
        }
        output.table(List.of("HUB", "TYPE", "DEPTH", "RELATIONS"), hubs);
    }
}
