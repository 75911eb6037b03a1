package dev.caxton.client;

import static dev.caxton.client.ScriptedPeer.events;
import static dev.caxton.client.ScriptedPeer.json;
import static dev.caxton.client.ScriptedPeer.problem;
import static dev.caxton.client.ScriptedPeer.raw;
import static dev.caxton.client.ScriptedPeer.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ConflictException;
import dev.caxton.api.InvalidRequestException;
import dev.caxton.api.LimitExceededException;
import dev.caxton.api.NotFoundException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Subscription;
import dev.caxton.api.UnavailableException;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentLogEntry;
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
import dev.caxton.api.messaging.ReplyPart;
import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.ops.ServerState;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client does with good and bad answers, over any transport. */
abstract class HttpCaxtonTests {

    static final String AGENT = """
        {"id":"01890000-0000-7000-8000-000000000001","name":"Greeter","slug":"greeter","type":"config",
         "state":"running","version":"1.0.0","sequence":1,"digest":"00","capabilities":["greeting"],"tools":[],
         "memory_enabled":false,"memory_scope":"agent","provider":"embedded","since":"2026-11-22T10:00:00Z",
         "problems":[],"of_a_newer_version":true}\
        """;
    private static final String IDS = """
        "message_id":"01890000-0000-7000-8000-00000000000a","conversation_id":"01890000-0000-7000-8000-00000000000b\"\
        """;
    private static final String REPLY = "{" + IDS
            + ",\"reply\":{\"performative\":\"inform\",\"content\":\"Grüß dich\"},\"agent\":\"greeter\","
            + "\"provider\":\"embedded\",\"tools_used\":[],\"memory_used\":[],\"latency_ms\":3.5}";
    private static final AgentRef GREETER = AgentRef.of("greeter");
    private static final AgentRequest HELLO = AgentRequest.of("Hello");

    private final ScriptedPeer peer = new ScriptedPeer();
    private final HttpCaxton caxton = client(peer.url(), Duration.ofSeconds(20));

    abstract HttpTransport transport();

    private HttpCaxton client(URI url, Duration timeout) {
        return HttpCaxton.over(transport(), new HttpCaxtonOptions(url, "k3y", timeout));
    }

    @AfterEach
    void close() throws IOException {
        caxton.close();
        peer.close();
    }

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

        try (HttpCaxton inServer = client(peer.url().resolve("/caxton/"), Duration.ofSeconds(20))) {
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
    void problemArrivesAsTheExceptionOfItsKindWithEverythingInside() {
        peer.when("GET /api/v1/agents/greter", problem(404, """
            {"type":"https://x/docs/reference/problems.md#agent-not-found","title":"Agent not found","status":404,
             "detail":"No agent 'greter'","instance":"/api/v1/agents/greter","code":"AGENT_NOT_FOUND",
             "hint":"did you mean 'greeter'?","retryable":false,"errors":[],"trace_id":"t1","request_id":"r1",
             "error":"Agent not found","details":"No agent 'greter'","timestamp":"2026-11-22T10:00:00Z",
             "nearest":["greeter"]}\
            """));

        CaxtonException problem = thrown(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton.agents().describe(AgentRef.of("greter")));

        assertThat(problem).hasMessage("No agent 'greter'");
        assertThat(problem.hint()).isEqualTo("did you mean 'greeter'?");
        assertThat(problem.problem().requestId()).isEqualTo("r1");
        assertThat(problem.problem().traceId()).isEqualTo("t1");
        assertThat(problem.problem().instance()).isEqualTo("/api/v1/agents/greter");
        assertThat(problem.problem().context()).containsOnlyKeys("nearest");
    }

    @Test
    void violationsAndFiguresOfAProblemAreKept() {
        peer.when("POST /api/v1/agents", problem(422, """
            {"code":"VALIDATION_FAILED","detail":"2 problems","limit":7,
             "errors":[{"location":"a.md","line":3,"column":1,"message":"no version","hint":"add one"},
                       {"location":"/tools","message":"unknown"}]}\
            """));

        CaxtonException problem = thrown(
                InvalidRequestException.class,
                ProblemType.VALIDATION_FAILED,
                () -> caxton.agents().deploy(new AgentFile("a.md", AgentFileFormat.MARKDOWN, "x")));

        assertThat(problem.problem().errors())
                .extracting(Object::toString)
                .containsExactly("a.md:3:1: no version (add one)", "/tools: unknown");
        assertThat(problem.problem().context()).containsEntry("limit", 7);
        assertThat(peer.request().body())
                .isEqualTo("{\"name\":\"a.md\",\"format\":\"md\",\"content\":\"x\",\"type\":\"config\"}");
    }

    @Test
    void codeOfANewerVersionFallsBackToItsStatus() {
        peer.when(
                "DELETE /api/v1/agents/greeter", problem(409, "{\"code\":\"TOO_HOLY\",\"detail\":\"no\",\"x\":null}"));

        CaxtonException problem = catchThrowableOfType(
                CaxtonException.class, () -> caxton.agents().remove(GREETER));

        assertThat(problem).isInstanceOf(ConflictException.class).hasMessage("no");
        assertThat(problem.problem().context()).containsEntry("code", "TOO_HOLY");
    }

    @Test
    void pageOfAProxyIsNotTakenForAnAnswerOfCaxton() {
        peer.when("GET /api/v1/agents", whole(502, "text/html", "<html>Bad gateway</html>"));
        peer.when("GET /api/v1/tools", whole(200, "text/html", "<html>Welcome!</html>"));
        peer.when("GET /api/v1/version", whole(302, "text/html", "", "Location: https://login.example/"));
        peer.when("GET /api/v1/config", whole(413, "text/html", "<html>too large</html>"));

        CaxtonException gateway = thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.agents().list(AgentFilter.ALL));
        thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.tools().list());
        CaxtonException login = thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.ops().version());
        thrown(
                LimitExceededException.class,
                ProblemType.TOO_LARGE,
                () -> caxton.ops().config());

        assertThat(gateway.getMessage()).contains("502", "text/html").doesNotContain("Bad gateway");
        assertThat(gateway.hint()).contains("proxy");
        assertThat(login.hint()).contains("https://login.example/");
    }

    @Test
    void jsonThatIsNotUnderstoodIsReportedAsAStrangeServer() {
        peer.when("GET /api/v1/agents", json(200, "{\"agents\":"));
        peer.when("GET /api/v1/tools", json(200, "{\"not\":\"a list\"}"));
        peer.when("GET /api/v1/version", json(200, "null"));
        peer.when("GET /api/v1/agents/greeter", json(200, AGENT.replace("running", "dancing")));

        thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.agents().list(AgentFilter.ALL));
        thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.tools().list());
        thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.ops().version());
        thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.agents().describe(GREETER));
    }

    @Test
    void garbageAndBrokenAnswersAreUnreachable() {
        peer.when("GET /api/v1/agents", raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
        peer.when("GET /api/v1/tools", raw(""));
        peer.when(
                "GET /api/v1/version",
                raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"version\":"));
        peer.when(
                "GET /api/v1/config",
                raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"));

        thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.agents().list(AgentFilter.ALL));
        thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.tools().list());
        thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.ops().version());
        thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.ops().config());
    }

    @Test
    void nobodyListeningIsUnreachableAndSaysWhatToDo() throws IOException {
        URI gone;
        try (ScriptedPeer closed = new ScriptedPeer()) {
            gone = closed.url();
        }
        try (HttpCaxton nowhere = client(gone, Duration.ofSeconds(5))) {
            CaxtonException problem = thrown(
                    UnavailableException.class,
                    ProblemType.UNREACHABLE,
                    () -> nowhere.ops().health());
            assertThat(problem.getMessage()).contains(gone.toString());
            assertThat(problem.hint()).contains("caxton start");
        }
    }

    @Test
    void silenceEndsInATimeoutBeforeAndWithinTheAnswer() {
        peer.when("GET /api/v1/version", peer.stall(""));
        peer.when(
                "GET /api/v1/config",
                peer.stall("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"entr"));
        peer.when(
                "POST /api/v1/agents/greeter/message",
                peer.stall("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: on my way\n\n"));

        try (HttpCaxton hasty = client(peer.url(), Duration.ofMillis(300))) {
            CaxtonException problem = thrown(
                    UnavailableException.class,
                    ProblemType.TIMEOUT,
                    () -> hasty.ops().version());
            thrown(
                    UnavailableException.class,
                    ProblemType.TIMEOUT,
                    () -> hasty.ops().config());
            thrown(
                    UnavailableException.class,
                    ProblemType.TIMEOUT,
                    () -> hasty.messages().ask(GREETER, HELLO, part -> {}));
            assertThat(problem.getMessage()).contains("300 ms");
        }
    }

    @Test
    void answerWithoutEndIsRefusedAndNotCollected() {
        peer.when("GET /api/v1/agents", (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[".getBytes());
            byte[] spaces = " ".repeat(1 << 20).getBytes();
            for (int i = 0; i < 80; i++) {
                out.write(spaces);
            }
        });

        thrown(
                LimitExceededException.class,
                ProblemType.TOO_LARGE,
                () -> caxton.agents().list(AgentFilter.ALL));
    }

    @Test
    void interimAnswersArePassedOver() {
        peer.when(
                "GET /api/v1/version",
                raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                        + "{\"version\":\"1\",\"java\":\"25\",\"sqlite\":\"3\"}"));

        assertThat(caxton.ops().version().version()).isEqualTo("1");
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
    void keyThatNoHeaderCanCarryIsRefusedBeforeAnythingIsSent() {
        thrown(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton.messages().ask(GREETER, new AgentRequest("Hello", null, "a\r\nX-Evil: 1")));
        assertThat(peer.requests()).isEmpty();
    }

    @Test
    void streamIsUnderstoodHoweverItIsCut() {
        String stream = "\uFEFF: hello\r\nevent: accepted\r\ndata: {" + IDS + "}\r\n\r\n"
                + "event:text\ndata:{\"text\":\ndata:\"Grüß \"}\n\n"
                + "event: of-a-newer-version\ndata: {}\n\n"
                + "event: tool\ndata: {\"tool\":\"csv_parser\",\"succeeded\":true}\r\r"
                + "event: text\rdata: {\"text\":\"dich\"}\r\r"
                + "retry: 5\nid: 7\nevent: reply\ndata: " + REPLY + "\n\n";
        for (int chunk : new int[] {1, 2, 3, 7, 4096}) {
            peer.when("POST /api/v1/agents/greeter/message", events(chunk, stream));
            List<ReplyPart> parts = new ArrayList<>();

            AgentReply reply = caxton.messages().ask(GREETER, HELLO, parts::add);

            assertThat(parts)
                    .as("in pieces of " + chunk)
                    .containsExactly(
                            new ReplyPart.Accepted(reply.messageId(), reply.conversationId()),
                            new ReplyPart.Text("Grüß "),
                            new ReplyPart.ToolCalled("csv_parser", true),
                            new ReplyPart.Text("dich"));
            assertThat(reply.reply().content()).isEqualTo("Grüß dich");
        }
        assertThat(peer.requests())
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("accept", "text/event-stream"));
    }

    @Test
    void problemWithinAStreamIsThrown() {
        peer.when(
                "POST /api/v1/agents/greeter/message",
                events(9, "event: problem\ndata: {\"code\":\"MODEL_FAILED\",\"status\":502,\"detail\":\"no\"}\n\n"));

        thrown(
                UnavailableException.class,
                ProblemType.MODEL_FAILED,
                () -> caxton.messages().ask(GREETER, HELLO, part -> {}));
    }

    @Test
    void streamThatEndsEarlySaysWhereTheAnswerWillBe() {
        peer.when("POST /api/v1/agents/greeter/message", events(64, "event: accepted\ndata: {" + IDS + "}\n\n"));

        CaxtonException problem = thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.messages().ask(GREETER, HELLO, part -> {}));

        assertThat(problem.hint()).contains("01890000-0000-7000-8000-00000000000b");
        assertThat(problem.problem().context()).containsEntry("message_id", "01890000-0000-7000-8000-00000000000a");
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
             "traversal_stats":{"max_depth":0,"nodes_found":0,"edges_found":0,"traversal_time_ms":0}}\
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
                        "/api/v1/memory/graph/AC%2FDC?agent_id=g&max_depth=2&min_strength=0.25"
                                + "&include_observations=false",
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

    @Test
    void eventsGoOnAfterTheStreamBroke() throws InterruptedException {
        peer.when("GET /api/v1/events", events(5, event(1)));
        BlockingQueue<PlatformEvent> told = new LinkedBlockingQueue<>();

        try (Subscription subscription = caxton.ops().events(told::add)) {
            assertThat(subscription).isNotNull();
            assertThat(told.poll(20, TimeUnit.SECONDS))
                    .extracting(PlatformEvent::sequence)
                    .isEqualTo(1L);
            peer.when("GET /api/v1/events", events(5, event(2)));
            PlatformEvent next = told.poll(20, TimeUnit.SECONDS);
            while (next != null && next.sequence() == 1) {
                next = told.poll(20, TimeUnit.SECONDS);
            }
            assertThat(next).extracting(PlatformEvent::sequence).isEqualTo(2L);
        }
    }

    @Test
    void listenerThatFailsIsToldTheNextEventAllTheSame() throws InterruptedException {
        peer.when("GET /api/v1/events", events(5, event(1) + "event: x\ndata: garbage\n\n" + event(2)));
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();

        try (Subscription subscription = caxton.ops().events(event -> {
            told.add(event.sequence());
            throw new IllegalStateException("on purpose");
        })) {
            assertThat(subscription).isNotNull();
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(1L);
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(2L);
        }
    }

    @Test
    void followingLogsReadsLinesAndReportsAnUnknownAgentAtOnce() throws InterruptedException {
        peer.when(
                "GET /api/v1/agents/greeter/logs",
                events(
                        5,
                        "event: log\n"
                                + "data: {\"at\":\"2026-11-22T10:00:00Z\",\"level\":\"info\",\"message\":\"hi\"}\n\n"));
        peer.when("GET /api/v1/agents/nobody/logs", problem(404, "{\"code\":\"AGENT_NOT_FOUND\",\"detail\":\"no\"}"));
        BlockingQueue<AgentLogEntry> told = new LinkedBlockingQueue<>();

        try (Subscription subscription = caxton.agents().followLogs(GREETER, "warn", told::add)) {
            assertThat(subscription).isNotNull();
            assertThat(told.poll(20, TimeUnit.SECONDS))
                    .extracting(AgentLogEntry::message)
                    .isEqualTo("hi");
        }
        thrown(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton.agents().followLogs(AgentRef.of("nobody"), null, told::add));
        assertThat(peer.requests().getFirst().target()).endsWith("/logs?follow=true&level=warn");
    }

    @Test
    void closingTheClientEndsItsSubscriptions() {
        peer.when("GET /api/v1/events", peer.stall("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"));
        HttpCaxton other = client(peer.url(), Duration.ofSeconds(20));
        Subscription subscription = other.ops().events(event -> {});

        other.close();
        subscription.close();

        thrown(UnavailableException.class, ProblemType.UNREACHABLE, () -> {
            try (HttpCaxton nowhere = client(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(5))) {
                nowhere.ops().events(event -> {});
            }
        });
    }

    private static String event(int sequence) {
        return "id: " + sequence + "\nevent: agent_started\ndata: {\"sequence\":" + sequence
                + ",\"type\":\"agent_started\",\"at\":\"2026-11-22T10:00:00Z\",\"data\":{\"agent\":\"greeter\"}}\n\n";
    }

    private static CaxtonException thrown(
            Class<? extends CaxtonException> kind, ProblemType type, ThrowingCallable call) {
        CaxtonException problem = catchThrowableOfType(CaxtonException.class, call);
        assertThat(problem).isInstanceOf(kind);
        assertThat(problem.type()).as(problem.getMessage()).isEqualTo(type);
        return problem;
    }
}
