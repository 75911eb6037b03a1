package dev.caxton.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.TimeView;
import dev.caxton.engine.llm.openai.ScriptedOpenAi;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Agents whose conversations are recorded, and a model that answers and distils for them. */
record RecordingHouse(EngineHouse house) {

    /** What a model is to do with a request to distil; the text is the question. */
    interface Distilling {
        void answer(HttpExchange exchange, String question) throws IOException;
    }

    static RecordingHouse in(Path directory) {
        return new RecordingHouse(new EngineHouse(directory));
    }

    RecordingHouse withAgent(String slug, String provider, String memory) {
        house.withAgent(slug + ".md", """
            ---
            name: %s
            version: "1.0.0"
            capabilities: [talking]
            memory: %s
            llm: {provider: %s}
            system_prompt: You talk.
            ---
            Luggage is kept in the room behind the front desk.
            """.formatted(slug, memory, provider));
        return this;
    }

    Caxton open(String... settings) {
        return house.builder(house.config(settings)).open();
    }

    Caxton open(ScriptedOpenAi model) {
        return open("llm.openai.base_url", model.baseUrl(), "llm.retry_attempts", "0");
    }

    /** What a model is to do with a request to distil, by all that it is shown. */
    interface DistillingAll {
        void answer(HttpExchange exchange, JsonNode conversation) throws IOException;
    }

    /** A model that answers everything by "noted", and distils as it is told. */
    static ScriptedOpenAi model(Distilling distilling) throws IOException {
        return modelOf((exchange, conversation) -> distilling.answer(
                exchange, conversation.path("question").path("text").asText()));
    }

    /** As {@link #model}, telling all that it is shown. */
    static ScriptedOpenAi modelOf(DistillingAll distilling) throws IOException {
        return new ScriptedOpenAi().then(exchange -> {
            JsonNode asked = ScriptedOpenAi.asked();
            if (!asked.path("tools").findValuesAsText("name").contains("record_facts")) {
                ScriptedOpenAi.text(exchange, "noted");
                return;
            }
            JsonNode messages = asked.path("messages");
            JsonNode content = messages.get(messages.size() - 1).path("content");
            String conversation =
                    content.isArray() ? content.get(0).path("text").asText() : content.asText();
            distilling.answer(exchange, WireJson.mapper().readTree(conversation));
        });
    }

    static void facts(HttpExchange exchange, String... facts) throws IOException {
        ScriptedOpenAi.toolCall(exchange, "call_1", "record_facts", "{\"facts\":[" + String.join(",", facts) + "]}");
    }

    static String fact(String kind, String entity, String text, double confidence) {
        return "{\"kind\":\"%s\",\"entity\":\"%s\",\"entity_type\":\"thing\",\"fact\":\"%s\",\"confidence\":%s}"
                .formatted(kind, entity, text, confidence);
    }

    /** What an agent knows of an entity; nothing where there is none. */
    static List<Observation> known(Caxton caxton, String agent, String entity) {
        try {
            return caxton.memory()
                    .entity(new EntityQuery(agent, entity, TimeView.all()))
                    .observations();
        } catch (CaxtonException e) {
            return List.of();
        }
    }

    /** The value of a metric. */
    static double metric(Caxton caxton, String name) {
        return caxton.ops()
                .metrics()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    static void awaitRecorded(Caxton caxton) {
        EngineHouse.await(() -> metric(caxton, "caxton_memory_recordings_pending") == 0);
    }
}
