package dev.caxton.client;

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
import dev.caxton.api.ProblemType;
import dev.caxton.api.UnavailableException;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.port.RefusingPort;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the client makes of problems, strangers, silence and garbage, over any transport. */
abstract class HttpFailuresTests extends HttpClientFixture {

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
    void nobodyListeningIsUnreachableAndSaysWhatToDo() {
        try (RefusingPort nobody = new RefusingPort();
                HttpCaxton nowhere = client(nobody.url(), Duration.ofSeconds(60))) {
            CaxtonException problem = thrown(
                    UnavailableException.class,
                    ProblemType.UNREACHABLE,
                    () -> nowhere.ops().health());
            assertThat(problem.getMessage()).contains(nobody.url().toString());
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

        peer.when("GET /api/v1/tools", json(200, "[]"));
        caxton.tools().list(); // what is slow the first time is done, so that the time goes by after a connection
        try (HttpCaxton hasty = client(peer.url(), Duration.ofMillis(1_500))) {
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
            assertThat(problem.getMessage()).contains("1500 ms");
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
    void keyThatNoHeaderCanCarryIsRefusedBeforeAnythingIsSent() {
        thrown(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton.messages().ask(GREETER, new AgentRequest("Hello", null, "a\r\nX-Evil: 1")));
        assertThat(peer.requests()).isEmpty();
    }
}
