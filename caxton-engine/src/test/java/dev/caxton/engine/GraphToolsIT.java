package dev.caxton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.EntityHistory;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.TimeView;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.engine.agent.builtin.memory.GraphTools;
import dev.caxton.engine.llm.openai.ScriptedOpenAi;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations of server-memory, called by a model of an agent over the real store. */
class GraphToolsIT {

    private static final String ADA =
            "{\"name\":\"Ada\",\"entityType\":\"person\",\"observations\":[\"writes notes\"]}";
    private static final String ENGINE = "{\"name\":\"Engine\",\"entityType\":\"machine\",\"observations\":[]}";
    private static final String MADE =
            "{\"relations\":[{\"from\":\"Ada\",\"to\":\"Engine\",\"relationType\":\"describes\"}]}";

    @TempDir
    Path directory;

    private ScriptedOpenAi model;
    private Caxton caxton;
    private String conversation;

    @BeforeEach
    void open() throws IOException {
        model = new ScriptedOpenAi();
        EngineHouse house = new EngineHouse(directory);
        String tools = String.join(", ", GraphTools.NAMES);
        for (String scope : List.of("agent", "workspace")) {
            house.withAgent(scope + "-keeper.md", """
                ---
                name: %s-keeper
                version: "1.0.0"
                capabilities: [keeping]
                tools: [%s]
                memory: {scope: %s}
                system_prompt: You keep a graph.
                ---
                """.formatted(scope, tools, scope));
        }
        caxton = house.builder(house.config(
                        "llm.provider", "openai", "llm.openai.base_url", model.baseUrl(), "llm.retry_attempts", "0"))
                .open();
    }

    @AfterEach
    void close() {
        caxton.close();
        model.close();
    }

    /** Has the model call a tool; returns what the model was told of it. */
    private JsonNode call(String agent, String tool, String arguments) throws IOException {
        model.clear().thenToolCall("call_1", tool, arguments).thenText("done");
        AgentReply reply = caxton.messages().ask(AgentRef.of(agent), AgentRequest.of("use " + tool));
        conversation = reply.conversationId().toString();
        assertThat(reply.toolsUsed()).containsExactly(tool);
        JsonNode messages = model.seen().getLast().body().path("messages");
        return WireJson.mapper()
                .readTree(messages.get(messages.size() - 1).path("content").asText());
    }

    private JsonNode call(String tool, String arguments) throws IOException {
        return call("agent-keeper", tool, arguments);
    }

    private static JsonNode json(String text) throws IOException {
        return WireJson.mapper().readTree(text);
    }

    @Test
    void answersAsServerMemoryDoes() throws IOException {
        assertThat(call("create_entities", "{\"entities\":[" + ADA + "," + ENGINE + "," + ADA + "]}")
                        .path("data"))
                .isEqualTo(json("{\"entities\":[" + ADA + "," + ENGINE + "]}"));
        assertThat(call(
                                "create_entities",
                                "{\"entities\":[{\"name\":\"Ada\",\"entityType\":\"countess\",\"observations\":[\"is"
                                        + " rich\"]}]}")
                        .path("data"))
                .isEqualTo(json("{\"entities\":[]}"));
        assertThat(call("create_relations", MADE).path("data")).isEqualTo(json(MADE));
        assertThat(call("create_relations", MADE).path("data")).isEqualTo(json("{\"relations\":[]}"));
        assertThat(call(
                                "add_observations",
                                "{\"observations\":[{\"entityName\":\"Ada\",\"contents\":[\"writes notes\",\"likes"
                                        + " steam\"]}]}")
                        .path("data"))
                .isEqualTo(json("{\"results\":[{\"entityName\":\"Ada\",\"addedObservations\":[\"likes steam\"]}]}"));

        JsonNode whole = json("{\"entities\":[{\"name\":\"Ada\",\"entityType\":\"person\",\"observations\":"
                + "[\"writes notes\",\"likes steam\"]}," + ENGINE + "],"
                + MADE.substring(1));
        assertThat(call("read_graph", "{}").path("data")).isEqualTo(whole);
        assertThat(call("open_nodes", "{\"names\":[\"Engine\",\"Nobody\"]}").path("data"))
                .isEqualTo(json("{\"entities\":[" + ENGINE + "]," + MADE.substring(1)));
        assertThat(call("search_nodes", "{\"query\":\"STEAM\"}")
                        .path("data")
                        .path("entities")
                        .findValuesAsText("name"))
                .containsExactly("Ada");
        assertThat(call("search_nodes", "{\"query\":\"ngin\"}")
                        .path("data")
                        .path("entities")
                        .findValuesAsText("name"))
                .containsExactly("Engine");
        assertThat(call("search_nodes", "{\"query\":\"zeppelin\"}").path("data"))
                .isEqualTo(json("{\"entities\":[],\"relations\":[]}"));
    }

    @Test
    void deletesAsServerMemoryDoesAndKeepsTheHistoryOfWhatIsTakenBack() throws IOException {
        call("create_entities", "{\"entities\":[" + ADA + "," + ENGINE + "]}");
        call("create_relations", MADE);

        JsonNode observations = call(
                "delete_observations",
                "{\"deletions\":[{\"entityName\":\"Ada\",\"observations\":[\"writes notes\",\"never said\"]},"
                        + "{\"entityName\":\"Bob\",\"observations\":[]}]}");
        assertThat(observations.path("data").path("success").asBoolean()).isTrue();
        assertThat(observations.path("data").path("message").asText()).contains("1 of 2", "Not found: Bob");
        assertThat(call("delete_relations", MADE).path("data").path("message").asText())
                .contains("1 of 1");
        assertThat(call("delete_relations", MADE).path("data").path("message").asText())
                .contains("0 of 1");
        assertThat(call("open_nodes", "{\"names\":[\"Ada\"]}").path("data"))
                .isEqualTo(json("{\"entities\":[{\"name\":\"Ada\",\"entityType\":\"person\",\"observations\":[]}],"
                        + "\"relations\":[]}"));
        EntityHistory history = caxton.memory().history(new EntityQuery("agent-keeper", "Ada", TimeView.all()));
        assertThat(history.observations()).extracting(Observation::content).containsExactly("writes notes");
        assertThat(history.observations().getFirst().retractedAt()).isNotNull();
        assertThat(history.relations()).hasSize(1);

        assertThat(call("delete_entities", "{\"entityNames\":[\"Ada\",\"Bob\"]}")
                        .path("data")
                        .path("message")
                        .asText())
                .contains("1 of 2", "Not found: Bob");
        assertThat(call("delete_entities", "{\"entityNames\":[\"Ada\"]}")
                        .path("data")
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(call("read_graph", "{}").path("data"))
                .isEqualTo(json("{\"entities\":[" + ENGINE + "],\"relations\":[]}"));
    }

    @Test
    void writesNothingOfACallThatCannotBeDoneWhole() throws IOException {
        call("create_entities", "{\"entities\":[" + ADA + "]}");

        JsonNode missing = call("create_relations", MADE);
        assertThat(missing.path("failed").asText()).isEqualTo("entity_not_found");
        assertThat(missing.path("message").asText()).contains("relations[0].to is 'Engine'");
        JsonNode unknown = call(
                "add_observations",
                "{\"observations\":[{\"entityName\":\"Ada\",\"contents\":[\"is tall\"]},"
                        + "{\"entityName\":\"Bob\",\"contents\":[\"is small\"]}]}");
        assertThat(unknown.path("failed").asText()).isEqualTo("entity_not_found");
        JsonNode secret = call(
                "create_entities",
                "{\"entities\":[" + ENGINE
                        + ",{\"name\":\"Safe\",\"entityType\":\"thing\",\"observations\":[\"password:"
                        + " hunter2hunter2\"]}]}");
        assertThat(secret.path("failed").asText()).isEqualTo("secret_refused");
        assertThat(secret.path("message").asText()).contains("entities[1]").doesNotContain("hunter2");

        assertThat(call("read_graph", "{}").path("data"))
                .isEqualTo(json("{\"entities\":[" + ADA + "],\"relations\":[]}"));
    }

    @Test
    void worksInTheScopeThatTheAgentsFileNames() throws IOException {
        caxton.memory()
                .createEntity(new NewEntity(
                        null, "Ada", "legend", List.of("everybody knows her"), MemoryScope.WORKSPACE, Map.of()));
        call("create_entities", "{\"entities\":[" + ADA + "]}");
        String own = caxton.memory()
                .entity(new EntityQuery("agent-keeper", "Ada", TimeView.all()))
                .observations()
                .getFirst()
                .source();

        assertThat(own).isEqualTo("conversations/" + conversation);
        assertThat(call("workspace-keeper", "read_graph", "{}")
                        .path("data")
                        .path("entities")
                        .findValuesAsText("entityType"))
                .containsExactly("legend");
        call("workspace-keeper", "delete_entities", "{\"entityNames\":[\"Ada\"]}");
        assertThat(call("read_graph", "{}").path("data").path("entities").findValuesAsText("entityType"))
                .containsExactly("person");
    }

    @Test
    void saysThatAGraphWasCutAndReadsOn() throws IOException {
        StringBuilder entities = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            entities.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"thing %02d\",\"entityType\":\"thing\",\"observations\":[\"%s\",\"%s\"]}"
                            .formatted(i, "\\\"quoted\\\" " + "x".repeat(300) + i, "y".repeat(300) + i));
        }
        call("create_entities", "{\"entities\":[" + entities + "]}");
        java.util.Set<String> facts = new java.util.LinkedHashSet<>();
        String arguments = "{}";
        int parts = 0;
        while (arguments != null) {
            JsonNode answer = call("read_graph", arguments);
            JsonNode data = answer.path("data");
            assertThat(data.isObject()).as("shown to the model: %s", answer).isTrue();
            data.path("entities")
                    .forEach(entity -> entity.path("observations").forEach(fact -> facts.add(fact.asText())));
            parts++;
            arguments = data.has("next") ? "{\"cursor\":\"" + data.path("next").asText() + "\"}" : null;
            assertThat(data.path("truncated").asBoolean()).isEqualTo(arguments != null);
        }
        assertThat(parts).isBetween(3, 5);
        assertThat(facts).hasSize(60);
    }

    @Test
    void refusesWhatIsNoneOfItsArguments() throws IOException {
        assertThat(call("create_entities", "{\"entities\":[{\"name\":\"\",\"entityType\":7}]}")
                        .path("message")
                        .asText())
                .contains("arguments.entities[0].name has length 0")
                .contains("arguments.entities[0].entityType is the number 7")
                .contains("arguments.entities[0].observations is missing");
        assertThat(call(
                                "create_entities",
                                "{\"entities\":[{\"name\":\"a\\u0000b\",\"entityType\":\"t\",\"observations\":[]}]}")
                        .path("message")
                        .asText())
                .contains("entities[0]: entity_name has U+0000 at character 2");
        assertThat(call("open_nodes", "{\"names\":\"Ada\"}").path("failed").asText())
                .isEqualTo("invalid_arguments");
        assertThat(call("read_graph", "{\"cursor\":\"1 or 1=1\"}")
                        .path("message")
                        .asText())
                .contains("cursor is '1 or 1=1'");
        assertThat(call("search_nodes", "{\"query\":\"   \"}").path("message").asText())
                .contains("query is empty");
        assertThat(call("search_nodes", "{\"query\":\"%' or 1=1 --\"}")
                        .path("data")
                        .path("entities"))
                .isEmpty();
        assertThat(call("delete_entities", "{\"entityNames\":[\"%\"]}")
                        .path("data")
                        .path("message")
                        .asText())
                .contains("0 of 1");
    }
}
