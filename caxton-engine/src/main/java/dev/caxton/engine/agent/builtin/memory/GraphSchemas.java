package dev.caxton.engine.agent.builtin.memory;

import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.schema.InputSchema;
import dev.caxton.engine.agent.builtin.schema.Property;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Descriptors of {@link GraphTools}; the names of tools and members are those of {@code server-memory}. */
final class GraphSchemas {

    private static final int MOST_ITEMS = 100;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_TYPE = 200;
    private static final int LONGEST_OBSERVATION = 10_000;
    /** Longest query of the peer. */
    private static final int LONGEST_QUERY = 2_048;

    static final ToolDescriptor CREATE_ENTITIES = tool(
            "create_entities",
            "Stores new entities, such as people, projects and places, in this agent's memory graph. An entity whose"
                    + " name is there already is left as it is.",
            InputSchema.forRequestsWith("create entity", "create entities")
                    .required(
                            "entities",
                            list(
                                    "The entities.",
                                    object(
                                            "An entity.",
                                            "name",
                                            name("Its name, unique in the graph."),
                                            "entityType",
                                            type("Kind of thing it is, such as person."),
                                            "observations",
                                            observations("Facts about it, one in each."))))
                    .build());

    static final ToolDescriptor CREATE_RELATIONS = tool(
            "create_relations",
            "Stores relations between entities of this agent's memory graph, in active voice. Both entities must be"
                    + " there; a relation that is there already is passed over.",
            InputSchema.forRequestsWith("create relation", "create relations")
                    .required("relations", list("The relations.", relation()))
                    .build());

    static final ToolDescriptor ADD_OBSERVATIONS = tool(
            "add_observations",
            "Adds facts to entities of this agent's memory graph, which must be there. A fact that is there already is"
                    + " passed over.",
            InputSchema.forRequestsWith("add observation", "add observations")
                    .required(
                            "observations",
                            list(
                                    "Facts by entity.",
                                    object(
                                            "Facts about one entity.",
                                            "entityName",
                                            name("Name of the entity."),
                                            "contents",
                                            observations("The facts, one in each."))))
                    .build());

    static final ToolDescriptor DELETE_ENTITIES = tool(
            "delete_entities",
            "Deletes entities with their facts, relations and history from this agent's memory graph.",
            InputSchema.forRequestsWith("delete entity", "delete entities")
                    .required("entityNames", list("Names of the entities.", name("A name.")))
                    .build());

    static final ToolDescriptor DELETE_OBSERVATIONS = tool(
            "delete_observations",
            "Takes facts about entities of this agent's memory graph back, given word by word.",
            InputSchema.forRequestsWith("delete observation", "delete observations")
                    .required(
                            "deletions",
                            list(
                                    "Facts by entity.",
                                    object(
                                            "Facts about one entity.",
                                            "entityName",
                                            name("Name of the entity."),
                                            "observations",
                                            observations("The facts, as they were stored."))))
                    .build());

    static final ToolDescriptor DELETE_RELATIONS = tool(
            "delete_relations",
            "Takes relations of this agent's memory graph back.",
            InputSchema.forRequestsWith("delete relation", "delete relations")
                    .required("relations", list("The relations.", relation()))
                    .build());

    static final ToolDescriptor READ_GRAPH = tool(
            "read_graph",
            "Reads this agent's memory graph from its beginning, as much of it as one answer holds.",
            InputSchema.forRequestsWith("read graph", "read the graph", "whole graph", "entire graph")
                    .optional("cursor", cursor())
                    .build());

    static final ToolDescriptor SEARCH_NODES = tool(
            "search_nodes",
            "Finds entities of this agent's memory graph by their names, types and facts, with the relations of each.",
            InputSchema.forRequestsWith("recall", "remember", "memory", "know about")
                    .required(
                            "query",
                            Property.string("What to look for, in plain words.")
                                    .format("topic")
                                    .length(LONGEST_QUERY))
                    .build());

    static final ToolDescriptor OPEN_NODES = tool(
            "open_nodes",
            "Reads entities of this agent's memory graph by their names, with the relations of each.",
            InputSchema.forRequestsWith("open node", "open nodes")
                    .required("names", list("Names of the entities.", name("A name.")))
                    .optional("cursor", cursor())
                    .build());

    private GraphSchemas() {}

    private static ToolDescriptor tool(String name, String description, Map<String, Object> schema) {
        return new ToolDescriptor(name, description, schema, List.of(), "builtin");
    }

    private static Property list(String description, Property items) {
        return Property.array(description, items).items(MOST_ITEMS);
    }

    private static Property object(String description, Object... members) {
        Map<String, Property> properties = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            properties.put((String) members[i], (Property) members[i + 1]);
        }
        return Property.object(description, properties);
    }

    private static Property relation() {
        return object(
                "A relation.",
                "from",
                name("Name of the entity it starts at."),
                "to",
                name("Name of the entity it leads to."),
                "relationType",
                type("Its type in active voice, such as works_at."));
    }

    private static Property name(String description) {
        return Property.string(description).length(LONGEST_NAME);
    }

    private static Property type(String description) {
        return Property.string(description).length(LONGEST_TYPE);
    }

    private static Property observations(String description) {
        return list(description, Property.string("A fact.").length(LONGEST_OBSERVATION));
    }

    private static Property cursor() {
        return Property.string("The 'next' of an answer that was cut; left out for the first part.")
                .length(60);
    }
}
