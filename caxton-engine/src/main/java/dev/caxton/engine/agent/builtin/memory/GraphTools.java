package dev.caxton.engine.agent.builtin.memory;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.schema.Arguments;
import dev.caxton.engine.memory.NamedGraph;
import dev.caxton.engine.memory.NamedGraph.Deletion;
import dev.caxton.engine.memory.NamedGraph.Edge;
import dev.caxton.engine.memory.NamedGraph.Node;
import dev.caxton.engine.memory.NamedGraph.Part;
import dev.caxton.engine.memory.NamedGraph.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The nine operations of the MCP server {@code server-memory}, with its names, arguments and answers, over the memory of
 * the agent that calls, in the scope that its file names. Thread-safe.
 */
public final class GraphTools {

    /** Names of the tools. */
    public static final Set<String> NAMES = Set.of(
            "add_observations",
            "create_entities",
            "create_relations",
            "delete_entities",
            "delete_observations",
            "delete_relations",
            "open_nodes",
            "read_graph",
            "search_nodes");

    private final NamedGraph graph;
    private final Function<String, MemoryScope> scopeOf;

    /**
     * Tools over this graph.
     *
     * @param scopeOf memory scope of the agent of a slug
     */
    public GraphTools(NamedGraph graph, Function<String, MemoryScope> scopeOf) {
        this.graph = graph;
        this.scopeOf = scopeOf;
    }

    private record GraphTool(ToolDescriptor descriptor, Function<ToolCall, ToolResult> work) implements Tool {
        @Override
        public ToolResult call(ToolCall call) {
            return work.apply(call);
        }
    }

    /** All nine. */
    public List<Tool> tools() {
        return List.of(
                new GraphTool(GraphSchemas.CREATE_ENTITIES, this::createEntities),
                new GraphTool(GraphSchemas.CREATE_RELATIONS, this::createRelations),
                new GraphTool(GraphSchemas.ADD_OBSERVATIONS, this::addObservations),
                new GraphTool(GraphSchemas.DELETE_ENTITIES, this::deleteEntities),
                new GraphTool(GraphSchemas.DELETE_OBSERVATIONS, this::deleteObservations),
                new GraphTool(GraphSchemas.DELETE_RELATIONS, this::deleteRelations),
                new GraphTool(GraphSchemas.READ_GRAPH, this::readGraph),
                new GraphTool(GraphSchemas.SEARCH_NODES, this::searchNodes),
                new GraphTool(GraphSchemas.OPEN_NODES, this::openNodes));
    }

    private ToolResult createEntities(ToolCall call) {
        List<Node> wanted = objects(call, "entities").stream()
                .map(entity ->
                        new Node(text(entity, "name"), text(entity, "entityType"), texts(entity, "observations")))
                .toList();
        List<Node> created = graph.createEntities(place(call), wanted);
        return success(
                "Stored " + created.size() + " of " + wanted.size() + " entities"
                        + (created.size() == wanted.size() ? "." : "; the others were there already."),
                Map.of("entities", created.stream().map(GraphTools::json).toList()));
    }

    private ToolResult createRelations(ToolCall call) {
        List<Edge> wanted = edges(call);
        List<Edge> created = graph.createRelations(place(call), wanted);
        return success(
                "Stored " + created.size() + " of " + wanted.size() + " relations"
                        + (created.size() == wanted.size() ? "." : "; the others were there already."),
                Map.of("relations", created.stream().map(GraphTools::json).toList()));
    }

    private ToolResult addObservations(ToolCall call) {
        List<Map.Entry<String, List<String>>> added =
                graph.addObservations(place(call), byEntity(call, "observations", "contents"));
        List<Map<String, Object>> results = added.stream()
                .map(entry -> members("entityName", entry.getKey(), "addedObservations", entry.getValue()))
                .toList();
        int count = added.stream().mapToInt(entry -> entry.getValue().size()).sum();
        return success("Added " + count + " observations.", Map.of("results", results));
    }

    private ToolResult deleteEntities(ToolCall call) {
        List<String> names = new Arguments(call).texts("entityNames");
        Deletion deletion = graph.deleteEntities(place(call), names);
        return deleted(deletion, names.stream().distinct().count(), "entities");
    }

    private ToolResult deleteObservations(ToolCall call) {
        List<Map.Entry<String, List<String>>> wanted = byEntity(call, "deletions", "observations");
        Deletion deletion = graph.deleteObservations(place(call), wanted);
        return deleted(
                deletion,
                wanted.stream().mapToLong(entry -> entry.getValue().size()).sum(),
                "observations");
    }

    private ToolResult deleteRelations(ToolCall call) {
        List<Edge> wanted = edges(call);
        return deleted(graph.deleteRelations(place(call), wanted), wanted.size(), "relations");
    }

    private ToolResult readGraph(ToolCall call) {
        Part part = graph.read(
                place(call), new Arguments(call).optionalText("cursor").orElse(null));
        return part(part, "read_graph with this 'next' as cursor goes on", true);
    }

    private ToolResult openNodes(ToolCall call) {
        Arguments arguments = new Arguments(call);
        Part part = graph.open(
                place(call),
                arguments.texts("names"),
                arguments.optionalText("cursor").orElse(null));
        return part(part, "open_nodes with the same names and this 'next' as cursor goes on", true);
    }

    private ToolResult searchNodes(ToolCall call) {
        Part part = graph.search(place(call), new Arguments(call).text("query"));
        return part(part, "ask for something narrower, or open_nodes for all of one entity", false);
    }

    private static ToolResult part(Part part, String more, boolean goesOn) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("entities", part.nodes().stream().map(GraphTools::json).toList());
        data.put("relations", part.edges().stream().map(GraphTools::json).toList());
        String text = part.nodes().size() + " entities and " + part.edges().size() + " relations";
        if (part.next() == null) {
            return success(text + ".", data);
        }
        data.put("truncated", true);
        if (goesOn) {
            data.put("next", part.next());
        }
        data.put("hint", more);
        return success(text + ", not all there is: " + more + ".", data);
    }

    private static ToolResult deleted(Deletion deletion, long wanted, String what) {
        String message = "Deleted " + deletion.deleted() + " of " + wanted + " " + what
                + (deletion.deleted() == wanted ? "." : "; the rest was not there.")
                + (deletion.missing().isEmpty() ? "" : " Not found: " + listed(deletion.missing()) + ".");
        return success(message, members("success", true, "message", message));
    }

    private static String listed(List<String> names) {
        String shown =
                String.join(", ", names.stream().limit(10).map(GraphTools::cut).toList());
        return names.size() <= 10 ? shown : shown + " and " + (names.size() - 10) + " more";
    }

    private static String cut(String name) {
        return name.length() <= 200 ? name : name.substring(0, 200) + "…";
    }

    private Place place(ToolCall call) {
        return new Place(call.agent(), scopeOf.apply(call.agent()), "conversations/" + call.conversationId());
    }

    private static ToolResult success(String text, Map<String, Object> data) {
        return new ToolResult.Success(text, data, List.of());
    }

    private static Map<String, Object> json(Node node) {
        Map<String, Object> json = members("name", node.name(), "entityType", node.type());
        json.put("observations", node.observations());
        return json;
    }

    private static Map<String, Object> json(Edge edge) {
        Map<String, Object> json = members("from", edge.from(), "to", edge.to());
        json.put("relationType", edge.type());
        return json;
    }

    private static Map<String, Object> members(String first, Object value, String second, Object other) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(first, value);
        members.put(second, other);
        return members;
    }

    private static List<Edge> edges(ToolCall call) {
        return objects(call, "relations").stream()
                .map(edge -> new Edge(text(edge, "from"), text(edge, "to"), text(edge, "relationType")))
                .toList();
    }

    private static List<Map.Entry<String, List<String>>> byEntity(ToolCall call, String argument, String texts) {
        return objects(call, argument).stream()
                .map(item -> Map.entry(text(item, "entityName"), texts(item, texts)))
                .toList();
    }

    /** The invoker has checked the arguments against the schema. */
    private static List<Map<?, ?>> objects(ToolCall call, String argument) {
        return call.arguments().get(argument) instanceof List<?> items
                ? items.stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList()
                : List.of();
    }

    private static String text(Map<?, ?> object, String member) {
        return String.valueOf(object.get(member));
    }

    private static List<String> texts(Map<?, ?> object, String member) {
        return object.get(member) instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }
}
