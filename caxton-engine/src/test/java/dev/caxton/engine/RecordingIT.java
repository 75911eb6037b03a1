package dev.caxton.engine;

import static dev.caxton.engine.RecordingHouse.awaitRecorded;
import static dev.caxton.engine.RecordingHouse.fact;
import static dev.caxton.engine.RecordingHouse.facts;
import static dev.caxton.engine.RecordingHouse.known;
import static dev.caxton.engine.RecordingHouse.metric;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.TimeView;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.engine.llm.openai.ScriptedOpenAi;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations that become memories, in a whole engine, with a model that speaks the real protocol. */
class RecordingIT {

    private static final AgentRef CLERK = AgentRef.of("clerk");

    @TempDir
    Path directory;

    private static AgentReply ask(Caxton caxton, String text) {
        return caxton.messages().ask(CLERK, AgentRequest.of(text));
    }

    @Test
    void recordsByRuleWithItsOriginAndOnce() {
        RecordingHouse house = RecordingHouse.in(directory)
                .withAgent("clerk", "embedded", "{auto_store: true}")
                .withAgent("silent", "embedded", "{}")
                .withAgent("off", "embedded", "{auto_store: true, enabled: false}");
        try (Caxton caxton = house.open()) {
            String said = "I prefer to be called in the evening. I like tea, perhaps. Where is luggage kept?";
            caxton.messages().ask(AgentRef.of("silent"), AgentRequest.of(said));
            caxton.messages().ask(AgentRef.of("off"), AgentRequest.of(said));
            AgentReply reply = ask(caxton, said);
            awaitRecorded(caxton);

            assertThat(known(caxton, "clerk", "user")).singleElement().satisfies(observation -> {
                assertThat(observation.content()).isEqualTo("I prefer to be called in the evening.");
                assertThat(observation.source())
                        .isEqualTo("conversations/" + reply.conversationId() + "/messages/" + reply.messageId());
                assertThat(observation.author()).isEqualTo("clerk");
                assertThat(observation.confidence()).isEqualTo(0.95);
                assertThat(observation.validFrom()).isBeforeOrEqualTo(observation.createdAt());
            });
            assertThat(known(caxton, "silent", "user")).isEmpty();
            assertThat(known(caxton, "off", "user")).isEmpty();

            ask(caxton, "I prefer to be called in the evening!");
            ask(caxton, "I never prefer to be called in the evening at 9.");
            awaitRecorded(caxton);
            assertThat(known(caxton, "clerk", "user")).hasSize(2);
            assertThat(metric(caxton, "caxton_memory_recorded_facts_total")).isEqualTo(2);
            assertThat(metric(caxton, "caxton_memory_recording_known_total")).isEqualTo(1);
            assertThat(metric(caxton, "caxton_memory_recording_refused_total")).isEqualTo(1);
        }
    }

    @Test
    void recordsWhatWorkedOnceTheUserSaysSo() {
        RecordingHouse house = RecordingHouse.in(directory).withAgent("clerk", "embedded", "{auto_store: true}");
        try (Caxton caxton = house.open()) {
            AgentReply first = ask(caxton, "Where is luggage kept?");
            caxton.messages().ask(CLERK, AgentRequest.of("Thanks, that worked.").in(first.conversationId()));
            awaitRecorded(caxton);

            assertThat(known(caxton, "clerk", "solved problems"))
                    .extracting(Observation::content)
                    .singleElement()
                    .asString()
                    .startsWith("Problem: Where is luggage kept?\nWhat worked: ")
                    .contains("front desk");
        }
    }

    @Test
    void recordsWhatAModelFindsAndLeavesOutWhatItMayNot() throws Exception {
        RecordingHouse house = RecordingHouse.in(directory)
                .withAgent(
                        "clerk",
                        "openai",
                        "{auto_store: true, scope: workspace, settings: {content_types: [preferences,"
                                + " domain-knowledge], exclude_patterns: [merger*]}}");
        try (ScriptedOpenAi model = RecordingHouse.model((exchange, question) -> facts(
                        exchange,
                        fact("domain_knowledge", "Rosa", "Rosa lives in Lisbon.", 0.97),
                        fact("domain_knowledge", "Rosa", "Rosa lives in Lisbon", 0.99),
                        fact("domain_knowledge", "Rosa", "Rosa may be moving.", 0.4),
                        fact("preferences", "Rosa", "Rosa wrote down password: hunter22x", 0.99),
                        fact("preferences", "Rosa", "Rosa likes the mergers of banks.", 0.99),
                        fact("error_recovery", "Rosa", "Rosa restarted it.", 0.99),
                        fact("no_such_kind", "Rosa", "Rosa is odd.", 0.99),
                        "{\"fact\":17}",
                        fact("preferences", "Tea", "Rosa takes her tea without sugar.", 0.9)));
                Caxton caxton = house.open(model)) {
            ask(caxton, "Rosa lives in Lisbon and takes her tea without sugar.");
            awaitRecorded(caxton);

            assertThat(known(caxton, "clerk", "Rosa"))
                    .extracting(Observation::content)
                    .containsExactly("Rosa lives in Lisbon.");
            assertThat(known(caxton, "clerk", "Tea"))
                    .extracting(Observation::confidence)
                    .containsExactly(0.9);
            assertThat(caxton.memory().stats(null, null).scopeBreakdown().stream()
                            .map(scope -> scope.toString())
                            .toList()
                            .toString())
                    .contains("WORKSPACE".toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void replacesWhatAModelWasShownAndSaysIsUntrueNow() throws Exception {
        RecordingHouse house = RecordingHouse.in(directory).withAgent("clerk", "openai", "{auto_store: true}");
        AtomicReference<JsonNode> shown = new AtomicReference<>(MissingNode.getInstance());
        try (ScriptedOpenAi model = RecordingHouse.modelOf((exchange, conversation) -> {
                    JsonNode known = conversation.path("known");
                    switch (conversation.path("question").path("text").asText()) {
                        case "Rosa lives in Lisbon." ->
                            facts(
                                    exchange,
                                    fact(
                                            "domain_knowledge",
                                            "Rosa",
                                            "Rosa lives in Lisbon in a house by the river.",
                                            0.97),
                                    fact("domain_knowledge", "Tom", "Tom lives in Faro.", 0.97));
                        case "Rosa lives in Porto now." -> {
                            shown.set(known);
                            String old = id(known, "Rosa");
                            facts(
                                    exchange,
                                    replacing("Rosa", "Rosa lives in Porto in a house by the river.", old),
                                    replacing("Rosa", "Rosa has a cat.", "obs_invented"),
                                    replacing("Rosa", "Rosa likes tea.", id(known, "Tom")));
                        }
                        default -> facts(exchange);
                    }
                });
                Caxton caxton = house.open(model)) {
            ask(caxton, "Rosa lives in Lisbon.");
            awaitRecorded(caxton);
            ask(caxton, "Rosa lives in Porto now.");
            awaitRecorded(caxton);

            assertThat(shown.get().findValuesAsText("fact")).contains("Rosa lives in Lisbon in a house by the river.");
            assertThat(known(caxton, "clerk", "Rosa"))
                    .extracting(Observation::content)
                    .containsExactly(
                            "Rosa lives in Porto in a house by the river.", "Rosa has a cat.", "Rosa likes tea.");
            assertThat(known(caxton, "clerk", "Tom"))
                    .extracting(Observation::content)
                    .containsExactly("Tom lives in Faro.");
            assertThat(caxton.memory()
                            .history(new EntityQuery("clerk", "Rosa", TimeView.all()))
                            .observations())
                    .filteredOn(observation -> observation.retractedAt() != null)
                    .extracting(Observation::content)
                    .containsExactly("Rosa lives in Lisbon in a house by the river.");
        }
    }

    private static String id(JsonNode known, String entity) {
        for (JsonNode fact : known) {
            if (fact.path("entity").asText().equals(entity)) {
                return fact.path("id").asText();
            }
        }
        return "";
    }

    private static String replacing(String entity, String text, String id) {
        String fact = fact("domain_knowledge", entity, text, 0.97);
        return fact.substring(0, fact.length() - 1) + ",\"replaces\":\"" + id + "\"}";
    }

    @Test
    void answersWhileAModelTakesItsTimeToDistil() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        RecordingHouse house = RecordingHouse.in(directory).withAgent("clerk", "openai", "{auto_store: true}");
        try (ScriptedOpenAi model = RecordingHouse.model((exchange, question) -> {
                    await(go);
                    facts(exchange, fact("domain_knowledge", "note", question, 0.9));
                });
                Caxton caxton = house.open(model)) {
            for (int i = 0; i < 10; i++) {
                assertThat(ask(caxton, "number " + i).reply().content()).isEqualTo("noted");
            }
            assertThat(known(caxton, "clerk", "note")).isEmpty();
            assertThat(metric(caxton, "caxton_memory_recordings_pending")).isEqualTo(10);
            go.countDown();
            awaitRecorded(caxton);
            assertThat(known(caxton, "clerk", "note")).hasSize(10);
        }
    }

    @Test
    void triesAgainWhereAModelFailsOrTalksNonsense() throws Exception {
        AtomicInteger times = new AtomicInteger();
        RecordingHouse house = RecordingHouse.in(directory).withAgent("clerk", "openai", "{auto_store: true}");
        try (ScriptedOpenAi model = RecordingHouse.model((exchange, question) -> {
                    switch (times.incrementAndGet()) {
                        case 1 -> ScriptedOpenAi.status(exchange, 500);
                        case 2 -> ScriptedOpenAi.text(exchange, "I noted it, be assured.");
                        default ->
                            ScriptedOpenAi.text(
                                    exchange,
                                    "```json\n{\"facts\":[" + fact("preferences", "user", "The user likes tea.", 0.9)
                                            + "]}\n```");
                    }
                });
                Caxton caxton = house.open(model)) {
            assertThat(ask(caxton, "I like tea").reply().content()).isEqualTo("noted");
            awaitRecorded(caxton);

            assertThat(known(caxton, "clerk", "user"))
                    .extracting(Observation::content)
                    .containsExactly("The user likes tea.");
            assertThat(metric(caxton, "caxton_memory_recording_failures_total")).isEqualTo(2);
            assertThat(times).hasValue(3);
        }
    }

    @Test
    void goesOnAfterARestartWithWhatWasInterrupted() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        RecordingHouse house = RecordingHouse.in(directory).withAgent("clerk", "openai", "{auto_store: true}");
        try (ScriptedOpenAi model = RecordingHouse.model((exchange, question) -> {
            asked.countDown();
            await(never);
        })) {
            try (Caxton caxton = house.open(model)) {
                ask(caxton, "Rosa lives in Lisbon.");
                assertThat(asked.await(120, TimeUnit.SECONDS)).isTrue();
            }
            never.countDown();
        }
        try (ScriptedOpenAi model = RecordingHouse.model(
                        (exchange, question) -> facts(exchange, fact("domain_knowledge", "Rosa", question, 0.9)));
                Caxton caxton = house.open(model)) {
            awaitRecorded(caxton);
            assertThat(known(caxton, "clerk", "Rosa")).hasSize(1);
        }
    }

    @Test
    void recordsByRuleWhereTheServerSaysSoForAllAgents() {
        RecordingHouse house = RecordingHouse.in(directory)
                .withAgent("clerk", "embedded", "{}")
                .withAgent("silent", "embedded", "{auto_store: false}");
        try (Caxton caxton = house.open("memory.auto_store", "true", "memory.auto_store_confidence", "0.9")) {
            caxton.messages().ask(AgentRef.of("silent"), AgentRequest.of("I prefer tea."));
            ask(caxton, "I prefer tea. Our office is in Porto.");
            awaitRecorded(caxton);

            assertThat(known(caxton, "clerk", "user")).hasSize(1);
            assertThat(known(caxton, "clerk", "Our office"))
                    .as("0.85 is not surer than 0.9")
                    .isEmpty();
            assertThat(known(caxton, "silent", "user")).isEmpty();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
