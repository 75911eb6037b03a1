package dev.caxton.client;

import static dev.caxton.client.ScriptedPeer.json;
import static dev.caxton.client.ScriptedPeer.problem;
import static dev.caxton.client.ScriptedPeer.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.NotFoundException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.ProblemType;
import dev.caxton.api.UnavailableException;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.AgentType;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Conversation;
import dev.caxton.api.ops.ServerState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the client sends and how it reads what it asked for, over any transport. */
abstract class HttpRequestsTests extends HttpClientFixture {

    @Test
    void listSendsItsFilterAndReadsAgents() {
        peer.when("GET /api/v1/agents", json(200, "[" + AGENT + "]"));

        List<AgentDescription> agents = caxton.agents()
                .list(new AgentFilter(AgentType.CONFIG, Set.of(AgentState.FAILED, AgentState.CRASHED), "data & more"));

        assertThat(agents).singleElement().satisfies(agent -> {
            assertThat(agent.slug()).isEqualTo("greeter");
            assertThat(agent.state()).isEqualTo(AgentState.RUNNING);
            assertThat(agent.description()).isNull();
        });
        assertThat(peer.request().target())
                .isEqualTo("/api/v1/agents?type=config&status=crashed%2Cfailed&capability=data%20%26%20more");
        assertThat(peer.request().headers()).containsEntry("authorization", "Bearer k3y");
    }

    @Test
    void contextPathOfTheServerIsKept() {
        peer.when("GET /caxton/api/v1/agents", json(200, "[]"));

        try (HttpCaxton inServer = client(peer.url().resolve("/caxton/"), Duration.ofSeconds(120))) {
            assertThat(inServer.agents().list(AgentFilter.ALL)).isEmpty();
        }
    }

    @Test
    void namesAndPathsOfAgentsFitIntoTheUrl() {
        peer.when("GET /api/v1/agents/My%20%25%20Agent", json(200, AGENT));
        peer.when("GET /api/v1/agents/greeter", json(200, AGENT));

        caxton.agents().describe(AgentRef.of("My % Agent"));
        caxton.agents().describe(AgentRef.of("./agents/greeter.md"));

        assertThat(peer.requests())
                .extracting(ScriptedPeer.Request::target)
                .containsExactly("/api/v1/agents/My%20%25%20Agent", "/api/v1/agents/greeter");
        thrown(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton.agents().describe(AgentRef.of("..")));
    }

    @Test
    void serverThatDoesNotServeStillTellsItsHealth() {
        String body = "{\"status\":\"starting\",\"memory_backend\":\"embedded\",\"agents\":0,\"agents_count\":0,"
                + "\"version\":\"1\",\"uptime\":1,\"uptime_seconds\":1}";
        peer.when("GET /api/v1/health", json(503, body));
        peer.when("GET /api/v1/health/memory", problem(503, "{\"code\":\"STARTING\",\"detail\":\"wait\"}"));

        assertThat(caxton.ops().health().status()).isEqualTo(ServerState.STARTING);
        thrown(
                UnavailableException.class,
                ProblemType.STARTING,
                () -> caxton.ops().memoryHealth());
    }

    @Test
    void invalidFileIsAReportAndNotAProblem() {
        String report = "{\"file\":\"a.md\",\"valid\":false,\"errors\":[{\"location\":\"a.md\",\"line\":1,"
                + "\"message\":\"no\"}],\"warnings\":[]}";
        peer.when("POST /api/v1/agents/validate", json(422, report));

        ValidationReport read = caxton.agents().validate(new AgentFile("a.md", AgentFileFormat.MARKDOWN, "x"));

        assertThat(read.valid()).isFalse();
        assertThat(read.errors()).hasSize(1);
    }

    @Test
    void messageCarriesItsKeyAndConversation() {
        peer.when("POST /api/v1/agents/greeter/message", json(200, REPLY));

        AgentReply reply = caxton.messages().ask(GREETER, new AgentRequest("Hello", null, "key-1"));
        caxton.messages().ask(GREETER, HELLO.in(reply.conversationId()));

        assertThat(reply.reply().content()).isEqualTo("Grüß dich");
        assertThat(peer.requests().getFirst().headers()).containsEntry("idempotency-key", "key-1");
        assertThat(peer.requests().getLast().body()).contains("\"conversation_id\":\"" + reply.conversationId());
    }

    @Test
    void submittedMessageAsksNotToWait() {
        peer.when("POST /api/v1/agents/greeter/message", json(202, "{" + IDS + ",\"status\":\"accepted\"}"));

        caxton.messages().submit(GREETER, HELLO);

        assertThat(peer.request().headers()).containsEntry("prefer", "respond-async");
    }

    @Test
    void pageReadsItsHeaders() {
        peer.when(
                "GET /api/v1/conversations",
                whole(200, "application/json", "[]", "X-Total-Count: 41", "X-Next-Cursor: abc"));

        Page<Conversation> page = caxton.messages().conversations(new PageRequest(5, "x y"));

        assertThat(page.total()).isEqualTo(41);
        assertThat(page.nextCursor()).isEqualTo("abc");
        assertThat(peer.request().target()).endsWith("?limit=5&cursor=x%20y");
    }

    @Test
    void memoryRequestsCarryEveryParameter() {
        peer.when(
                "GET /api/v1/memory/search",
                json(200, "{\"query\":\"q\",\"results\":[],\"total_results\":0,\"search_time_ms\":1}"));
        peer.when("GET /api/v1/memory/graph/AC%2FDC", json(200, """
            {"root_entity":"ent_1","graph":{"nodes":[],"edges":[]},
             "traversal_stats":{"max_depth":0,"nodes_found":0,"edges_found":0,"traversal_time_ms":0,
              "truncated":false,"limits_reached":[]}}\
            """));
        peer.when("DELETE /api/v1/memory/greeter", json(200, """
            {"entities_deleted":1,"relations_deleted":0,"cleared_at":"2026-11-22T10:00:00Z"}\
            """));

        caxton.memory().search(new MemoryQuery("g", "q", MemoryScope.AGENT, Set.of("b", "a"), 5, 0.5, true));
        caxton.memory().graph(new GraphQuery("g", "AC/DC", null, 2, Set.of(), 0.25, false));
        caxton.memory().clear(GREETER, null, Set.of());

        assertThat(peer.requests())
                .extracting(ScriptedPeer.Request::target)
                .containsExactly(
                        "/api/v1/memory/search?agent_id=g&query=q&memory_scope=agent&entity_types=a%2Cb&limit=5"
                                + "&min_similarity=0.5&include_relations=true",
                        "/api/v1/memory/graph/AC%2FDC?agent_id=g&max_depth=2&direction=both&min_strength=0.25"
                                + "&include_observations=false&traversal_strategy=breadth_first&max_nodes=1000",
                        "/api/v1/memory/greeter?confirm=true");
    }

    @Test
    void emptyAnswersAndTextAreRead() {
        peer.when("DELETE /api/v1/agents/greeter", whole(204, "text/plain", ""));
        peer.when("POST /api/v1/shutdown", whole(202, "text/plain", ""));
        peer.when("GET /api/v1/metrics", whole(200, "text/plain", "# TYPE caxton_up gauge\n"));

        caxton.agents().remove(GREETER);
        caxton.ops().shutdown(Duration.ofMillis(2500));

        assertThat(caxton.ops().metrics()).isEqualTo("# TYPE caxton_up gauge\n");
        assertThat(peer.requests().get(1).body()).isEqualTo("{\"timeout\":\"2500ms\"}");
    }

    @Test
    void reloadNamesItsAgentOrNone() {
        String report = "{\"outcomes\":[],\"dry_run\":true,\"duration_ms\":1}";
        peer.when("POST /api/v1/agents/reload", json(200, report));
        peer.when("POST /api/v1/agents/greeter/reload", json(200, report));

        caxton.agents().reload(new ReloadRequest(null, true, false));
        caxton.agents().reload(new ReloadRequest(GREETER, false, true));

        assertThat(peer.requests())
                .extracting(ScriptedPeer.Request::target)
                .containsExactly(
                        "/api/v1/agents/reload?validate_first=true&dry_run=false",
                        "/api/v1/agents/greeter/reload?validate_first=false&dry_run=true");
    }

    private static String health(String status, String model) {
        return "{\"status\":\"" + status + "\",\"components\":{\"memory_system\":\"ok\",\"sqlite_db\":\"ok\","
                + "\"embedding_model\":\"" + model + "\",\"agents\":{\"config\":1,\"wasm\":0}},\"uptime_seconds\":1,"
                + "\"version\":\"1\",\"reasons\":[]}";
    }

    @Test
    void waitsForAServerThatStartsAndForItsModel() {
        AtomicInteger asked = new AtomicInteger();
        peer.when(
                "GET /api/v1/health/detailed",
                (request, out) -> (switch (asked.incrementAndGet()) {
                            case 1 ->
                                problem(
                                        503,
                                        "{\"code\":\"STARTING\",\"status\":503,\"detail\":\"The server is starting\"}");
                            case 2 -> json(503, health("starting", "starting"));
                            case 3 -> json(200, health("healthy", "starting"));
                            default -> json(200, health("degraded", "missing"));
                        })
                        .write(request, out));

        assertThat(caxton.ops().awaitReady(Duration.ofSeconds(120))).isEqualTo(ServerState.DEGRADED);
        assertThat(asked).hasValue(4);
    }

    @Test
    void endsAWaitThatIsTooLongAndSaysWhatIsMissing() {
        peer.when("GET /api/v1/health/detailed", json(200, health("healthy", "starting")));

        CaxtonException late = thrown(
                UnavailableException.class,
                ProblemType.TIMEOUT,
                () -> caxton.ops().awaitReady(Duration.ofMillis(150)));

        assertThat(late).hasMessageContaining("its embedding model starting");
    }
}
