package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.agent.AgentLogEntry;
import dev.caxton.api.ops.PlatformEvent;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamsRestIT extends RestCase {

    private static final String MESSAGE = "agents/greeter/message";

    @Test
    void streamsAnAnswerInParts() throws Exception {
        HttpResponse<Stream<String>> response = rest.stream("POST", MESSAGE, "{\"message\":\"hello\"}");

        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        List<String> lines = response.body().toList();
        assertThat(lines.stream().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7)))
                .containsExactly("accepted", "text", "tool", "text", "reply");
        assertThat(lines)
                .contains("data: {\"text\":\"Hello, \"}", "data: {\"tool\":\"csv_parser\",\"succeeded\":true}");
        assertThat(lines.get(lines.size() - 2))
                .startsWith("data: {\"message_id\":")
                .contains("Hello, world");
    }

    @Test
    void sendsPartsAsTheyCome() throws Exception {
        HttpResponse<Stream<String>> response = rest.stream("POST", MESSAGE, "{\"message\":\"wait\"}");

        Iterator<String> lines = response.body().iterator();
        assertThat(next(lines, "event: text")).contains("Hello, "); // while the agent still works
        caxton.messages.go.countDown();
        assertThat(next(lines, "event: reply")).contains("Hello, world");
    }

    @Test
    void endsAStreamWithTheProblemThatCameAfterItsBeginning() throws Exception {
        List<String> lines =
                rest.stream("POST", MESSAGE, "{\"message\":\"fail\"}").body().toList();

        String problem = next(lines.iterator(), "event: problem").substring("data: ".length());
        assertThat(Rest.json(problem).path("code").asText()).isEqualTo("MODEL_FAILED");
        assertThat(Rest.json(problem).path("request_id").asText()).isNotEmpty();
    }

    @Test
    void answersAProblemThatCameFirstWithItsStatus() {
        problem(
                rest.post("agents/nobody/message", "{\"message\":\"a\"}", "Accept", "text/event-stream"),
                404,
                "AGENT_NOT_FOUND");
    }

    @Test
    void followsALogUntilTheCallerLeaves() throws Exception {
        HttpResponse<Stream<String>> response = rest.stream("GET", "agents/greeter/logs?follow=true", "");
        await(() -> caxton.agents.followers.size() == 1);

        caxton.agents.followers.forEach(log -> log.accept(new AgentLogEntry(FakeAgents.AT, "warn", "line\nbreak")));
        assertThat(next(response.body().iterator(), "event: log"))
                .isEqualTo("data: {\"at\":\"2026-11-22T00:00:00Z\",\"level\":\"warn\",\"message\":\"line\\nbreak\"}");

        response.body().close();
        await(() -> {
            caxton.agents.followers.forEach(
                    log -> log.accept(new AgentLogEntry(FakeAgents.AT, "info", "still there?")));
            return caxton.agents.followers.isEmpty();
        });
    }

    @Test
    void streamsPlatformEventsWithTheirIds() throws Exception {
        HttpResponse<Stream<String>> response = rest.stream("GET", "events", "");
        await(() -> caxton.ops.listeners.size() == 1);

        caxton.ops.listeners.forEach(listener ->
                listener.accept(new PlatformEvent(7, "agent_started", FakeAgents.AT, Map.of("agent", "greeter"))));

        Iterator<String> lines = response.body().iterator();
        assertThat(next(lines, "event: agent_started")).isEqualTo("id: 7");
        assertThat(lines.next()).contains("\"sequence\":7").contains("\"agent\":\"greeter\"");
    }

    @Test
    void streamsOnlyTheTypesThatAreAskedFor() throws Exception {
        HttpResponse<Stream<String>> response = rest.stream("GET", "events?types=entity_created,entity_deleted", "");
        await(() -> caxton.ops.listeners.size() == 1);

        for (String type : List.of("agent_started", "entity_created", "entity_updated", "entity_deleted")) {
            caxton.ops.listeners.forEach(listener ->
                    listener.accept(new PlatformEvent(8, type, FakeAgents.AT, Map.of("entity_id", "ent_1"))));
        }

        List<String> told = new ArrayList<>();
        Iterator<String> lines = response.body().iterator();
        while (told.size() < 2) {
            String line = lines.next();
            if (line.startsWith("event: ")) {
                told.add(line);
            }
        }
        assertThat(told).containsExactly("event: entity_created", "event: entity_deleted");
    }

    @Test
    void refusesTypesThatNoEventHas() {
        JsonNode problem = problem(rest.get("events?types=entity_created,entity_borne"), 400, "INVALID_ARGUMENT");

        assertThat(problem.path("detail").asText())
                .contains("'types' is 'entity_borne'")
                .contains("entity_created, entity_updated");
        assertThat(caxton.ops.listeners).isEmpty();
    }

    @Test
    void endsStreamsWhenTheServerStops() throws Exception {
        HttpResponse<Stream<String>> response = rest.stream("GET", "events", "");
        await(() -> caxton.ops.listeners.size() == 1);

        fake.close();

        assertThat(response.body().toList()).contains(": stream");
        await(() -> caxton.ops.listeners.isEmpty());
    }

    private static String next(Iterator<String> lines, String event) {
        while (lines.hasNext()) {
            if (lines.next().equals(event)) {
                return lines.next();
            }
        }
        throw new AssertionError("no " + event);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(5); // bounded by the class's timeout
        }
    }
}
