package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.AgentType;
import dev.caxton.api.agent.ReloadRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentsRestIT extends RestCase {

    @Test
    void listsAgentsAsBareArray() {
        HttpResponse<String> response = rest.get("agents");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode agents = Rest.json(response);
        assertThat(agents.isArray()).isTrue();
        assertThat(agents.get(0).path("name").asText()).isEqualTo("Greeter");
        assertThat(agents.get(0).path("id").asText()).isEqualTo(FakeAgents.ID.toString());
        assertThat(agents.get(0).path("memory_scope").asText()).isEqualTo("agent");
        assertThat(caxton.agents.asked).containsExactly(AgentFilter.ALL);
    }

    @Test
    void passesTheFilterOn() {
        rest.get("agents?type=config&status=running,failing&capability=greeting");

        assertThat(caxton.agents.asked)
                .containsExactly(new AgentFilter(
                        AgentType.CONFIG,
                        Set.of(AgentState.RUNNING, AgentState.FAILED, AgentState.CRASHED),
                        "greeting"));
    }

    @Test
    void refusesFilterWordsThatNobodyKnows() {
        JsonNode problem = problem(rest.get("agents?status=happy"), 400, "INVALID_ARGUMENT");

        assertThat(problem.path("detail").asText()).contains("happy").contains("running");
    }

    @Test
    void describesAgentByIdSlugNameAndPath() {
        for (String ref : new String[] {FakeAgents.ID.toString(), "greeter", "Greeter", "agents%2Fgreeter.md"}) {
            HttpResponse<String> response = rest.get("agents/" + ref);
            assertThat(response.statusCode()).as(ref).isEqualTo(200);
            assertThat(Rest.json(response).path("slug").asText()).isEqualTo("greeter");
        }
    }

    @Test
    void saysThatAnAgentIsUnknown() {
        JsonNode problem = problem(rest.get("agents/nobody"), 404, "AGENT_NOT_FOUND");

        assertThat(problem.path("instance").asText()).isEqualTo("/api/v1/agents/nobody");
        assertThat(problem.path("hint").asText()).isEqualTo("a hint");
    }

    @Test
    void deploysAConfigAgent() {
        HttpResponse<String> response = rest.post(
                "agents", "{\"type\":\"config\",\"name\":\"porter\",\"content\":\"---\\nname: Porter\\n---\\n\"}");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1/agents/greeter");
        assertThat(caxton.agents.asked)
                .containsExactly(new AgentFile("porter", AgentFileFormat.MARKDOWN, "---\nname: Porter\n---\n"));
    }

    @Test
    void recognisesTheFormatThatWasNotGiven() {
        rest.post("agents", "{\"content\":\"name = 'x'\"}");
        rest.post("agents", "{\"name\":\"a.md\",\"content\":\"x\"}");
        rest.post("agents", "{\"content\":\"x\",\"format\":\"md\"}");

        assertThat(caxton.agents.asked)
                .extracting(file -> ((AgentFile) file).format())
                .containsExactly(AgentFileFormat.TOML, AgentFileFormat.MARKDOWN, AgentFileFormat.MARKDOWN);
    }

    @Test
    void refusesDeploymentsThatCannotBe() {
        problem(rest.post("agents", "{\"content\":\"name: Greeter\"}"), 409, "NAME_CONFLICT");
        problem(rest.post("agents", "{\"name\":\"  \",\"content\":\"x\"}"), 400, "INVALID_ARGUMENT");
        problem(rest.post("agents", "{\"name\":\"x\"}"), 400, "INVALID_ARGUMENT");
        problem(rest.post("agents", "{\"type\":\"jar\",\"content\":\"x\"}"), 400, "INVALID_ARGUMENT");
        String wasm =
                "{\"name\":\"w\",\"type\":\"wasm\",\"wasm_module\":\"AGFzbQEAAAA=\",\"resource_limits\":{\"max_fuel\":%s}}";
        problem(rest.post("agents", wasm.formatted("0")), 400, "INVALID_ARGUMENT");
        problem(rest.post("agents", wasm.formatted("1000")), 501, "NOT_SUPPORTED");
    }

    @Test
    void removesAgentWithoutABody() {
        HttpResponse<String> response = rest.send("DELETE", "agents/greeter", BodyPublishers.noBody());

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(caxton.agents.asked).containsExactly(AgentRef.of("greeter"));
    }

    @Test
    void reloadsOneOrAll() {
        HttpResponse<String> all = rest.post("agents/reload?validate_first=true", "");
        rest.post("agents/greeter/reload?dry_run=true", "");

        assertThat(Rest.json(all).path("outcomes").get(0).path("action").asText())
                .isEqualTo("unchanged");
        assertThat(caxton.agents.asked)
                .containsExactly(
                        new ReloadRequest(null, true, false), new ReloadRequest(AgentRef.of("greeter"), false, true));
    }

    @Test
    void answersValidationWithTheReportEitherWay() {
        HttpResponse<String> good = rest.post("agents/validate", "{\"content\":\"x\"}");
        HttpResponse<String> bad = rest.post("agents/validate", "{\"content\":\"\"}");

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(Rest.json(bad).path("errors").get(0).path("location").asText())
                .isEqualTo("name");
        assertThat(Rest.json(rest.get("agents/greeter/validation"))
                        .path("valid")
                        .asBoolean())
                .isTrue();
        assertThat(Rest.json(rest.get("agents/validations"))).hasSize(1);
    }

    @Test
    void pingsWithPatience() {
        HttpResponse<String> response = rest.post("agents/greeter/ping?timeout=250ms", "");

        assertThat(Rest.json(response).path("reachable").asBoolean()).isTrue();
        assertThat(caxton.agents.asked).containsExactly(Duration.ofMillis(250));
        problem(rest.post("agents/greeter/ping?timeout=soon", ""), 400, "INVALID_ARGUMENT");
    }

    @Test
    void showsLogsAsJsonOrText() {
        assertThat(Rest.json(rest.get("agents/greeter/logs?tail=5"))
                        .get(0)
                        .path("level")
                        .asText())
                .isEqualTo("info");
        assertThat(rest.get("agents/greeter/logs", "Accept", "text/plain").body())
                .isEqualTo("2026-11-22T00:00:00Z [INFO] started\n");
        problem(rest.get("agents/greeter/logs?tail=1001"), 400, "INVALID_ARGUMENT");
        problem(rest.get("agents/nobody/logs?follow=true"), 404, "AGENT_NOT_FOUND");
    }
}
