package dev.caxton.embedded.cli;

import static dev.caxton.client.ScriptedPeer.events;
import static dev.caxton.client.ScriptedPeer.json;
import static dev.caxton.client.ScriptedPeer.problem;
import static dev.caxton.client.ScriptedPeer.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.client.ScriptedPeer;
import dev.caxton.port.RefusingPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about agents, run in this process against a scripted server. */
final class AgentCommandsTest {

    private static final String NOT_FOUND =
            "{\"code\":\"AGENT_NOT_FOUND\",\"detail\":\"No agent 'nobody'\",\"hint\":\"did you mean 'greeter'?\"}";
    private static final String REPLY = """
        {"message_id":"01890000-0000-7000-8000-00000000000a","conversation_id":"01890000-0000-7000-8000-00000000000b",
         "reply":{"performative":"%s","content":"Hello there"},"agent":"greeter","provider":"embedded",
         "tools_used":[],"memory_used":[],"latency_ms":3.5}\
        """;

    @TempDir
    Path directory;

    private final ScriptedPeer peer = new ScriptedPeer();
    private final RefusingPort nobody = new RefusingPort();
    private final FakeEngine engine = new FakeEngine();

    @AfterEach
    void close() throws IOException {
        peer.close();
        nobody.close();
    }

    @Test
    void listIsATableWithDisplayNamesFirst() {
        peer.when("GET /api/v1/agents", json(200, "[" + agent("data-analyzer", "DataAnalyzer", "running") + "]"));

        Ran ran = caxton("agents", "list");

        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines())
                .containsExactly(
                        "NAME          SLUG           TYPE    STATUS   VERSION  CAPABILITIES",
                        "DataAnalyzer  data-analyzer  config  running  1.0.0    greeting");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void countsAndNamesAreBare() {
        peer.when(
                "GET /api/v1/agents",
                json(200, "[" + agent("a", "A", "running") + "," + agent("b", "B", "failed") + "]"));

        assertThat(caxton("agents", "list", "--count").out()).isEqualTo("2\n");
        assertThat(caxton("agents", "count", "--type", "config").out()).isEqualTo("2\n");
        assertThat(caxton("agents", "list", "--names-only").out()).isEqualTo("a\nb\n");
    }

    @Test
    void statusFilterTakesSeveralStatesAndFailing() {
        peer.when("GET /api/v1/agents", json(200, "[]"));

        Ran ran = caxton("agents", "list", "--status", "failing,isolated", "--count");

        assertThat(ran.out()).isEqualTo("0\n");
        assertThat(peer.request().target()).endsWith("?status=crashed%2Cfailed%2Cisolated");
        assertThat(caxton("agents", "list", "--status", "sleeping").code()).isEqualTo(2);
    }

    @Test
    void emptyListWritesNoData() {
        peer.when("GET /api/v1/agents", json(200, "[]"));

        Ran ran = caxton("agents", "list");

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo("No agents.\n");
        assertThat(caxton("agents", "list", "-q").err()).isEmpty();
        assertThat(caxton("agents", "list", "--json").out()).isEqualTo("[ ]\n");
    }

    @Test
    void jsonIsTheWireFormOfTheApi() {
        peer.when("GET /api/v1/agents/a", json(200, agent("a", "A", "running")));

        assertThat(caxton("agents", "status", "a", "--json").out()).contains("\"state\": \"running\"");
        assertThat(caxton("agents", "status", "a", "--format", "json").out()).contains("\"memory_scope\": \"agent\"");
        assertThat(caxton("agents", "show", "a", "-o", "json").out()).contains("\"since\": \"2026-11-22T10:00:00Z\"");
    }

    @Test
    void statusOfAnUnknownAgentWritesNoDataAndExitsFour() {
        peer.when("GET /api/v1/agents/nobody", problem(404, NOT_FOUND));

        Ran ran = caxton("agents", "status", "nobody", "--json");

        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo("caxton: No agent 'nobody'\n  did you mean 'greeter'?\n");
    }

    @Test
    void summaryCountsByState() {
        peer.when(
                "GET /api/v1/agents",
                json(200, "[" + agent("a", "A", "running") + "," + agent("b", "B", "failed") + "]"));

        assertThat(caxton("agents", "status", "--summary").out()).isEqualTo("Agents: 2\nrunning: 1\nfailed: 1\n");
    }

    @Test
    void typeAndCapabilitiesAreBareWords() {
        peer.when("GET /api/v1/agents/a", json(200, agent("a", "A", "running")));

        assertThat(caxton("agents", "type", "a").out()).isEqualTo("config\n");
        assertThat(caxton("agents", "capabilities", "a", "--list").out()).isEqualTo("greeting\n");
    }

    @Test
    void controlCharactersOfANameDoNotReachTheTerminal() {
        peer.when("GET /api/v1/agents", json(200, "[" + agent("a", "\\u001b[2JEvil", "running") + "]"));

        assertThat(caxton("agents", "list").out()).contains("?[2JEvil").doesNotContain("\u001b");
    }

    @Test
    void pingAnswersByItsExitCodeAndSaysWhyNot() {
        peer.when(
                "POST /api/v1/agents/a/ping",
                json(200, "{\"agent\":\"a\",\"reachable\":true,\"state\":\"running\",\"latency_ms\":3.2}"));
        peer.when(
                "POST /api/v1/agents/b/ping",
                json(
                        200,
                        "{\"agent\":\"b\",\"reachable\":false,\"state\":\"stopped\",\"latency_ms\":0,\"reason\":\"it"
                                + " is stopped\"}"));

        assertThat(caxton("agents", "ping", "a", "--timeout", "3s").code()).isZero();
        assertThat(peer.request().target()).endsWith("?timeout=3s");
        Ran no = caxton("agents", "ping", "b");
        assertThat(no.code()).isEqualTo(1);
        assertThat(no.out()).isEmpty();
        assertThat(no.err()).contains("it is stopped");
    }

    @Test
    void reloadShowsWhatWasDoneAndFailsOnARefusedFile() {
        peer.when("POST /api/v1/agents/reload", json(200, """
            {"outcomes":[{"agent":"a","action":"replaced","version":"1.1.0","previous_version":"1.0.0",
              "problems":[],"warnings":[]},
             {"agent":"b","action":"refused","version":"1.0.0","previous_version":"1.0.0",
              "problems":[{"location":"b.md","line":3,"message":"no version"}],"warnings":[]}],
             "dry_run":false,"duration_ms":4}\
            """));

        Ran ran = caxton("agents", "reload", "--all-config", "--validate-first");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("a      replaced  1.1.0    1.0.0", "b      refused");
        assertThat(ran.err()).contains("error: b.md:3: no version");
        assertThat(peer.request().target()).endsWith("?validate_first=true&dry_run=false");
    }

    @Test
    void reloadOfOneAgentTakesItsNameEitherWay() {
        peer.when("POST /api/v1/agents/a/reload", json(200, "{\"outcomes\":[],\"dry_run\":false,\"duration_ms\":1}"));

        assertThat(caxton("reload", "--agent", "a").code()).isZero();
        assertThat(caxton("agents", "reload", "a").code()).isZero();
        assertThat(peer.requests()).hasSize(2);
    }

    @Test
    void messageIsStreamedAndTellsItsConversation() {
        peer.when(
                "POST /api/v1/agents/greeter/message",
                events(
                        7,
                        "event: text\ndata: {\"text\":\"Hello \"}\n\nevent: text\ndata: {\"text\":\"there\"}\n\n"
                                + "event: reply\ndata: "
                                + REPLY.formatted("inform").replace("\n", "") + "\n\n"));

        Ran ran = caxton("agents", "message", "greeter", "Hi");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("Hello there\n");
        assertThat(ran.err()).contains("conversation 01890000-0000-7000-8000-00000000000b", "embedded");
    }

    @Test
    void messageIsReadFromStandardInput() {
        peer.when("POST /api/v1/agents/greeter/message", json(200, REPLY.formatted("not-understood")));

        Ran ran = Ran.of(engine, directory, url(), "From a pipe", "agents", "message", "greeter", "--no-stream");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("Hello there\n");
        assertThat(peer.request().body()).contains("From a pipe");
    }

    @Test
    void fileIsCheckedByTheServerAndWithoutOneHere() throws IOException {
        Files.writeString(directory.resolve("good.md"), "---\nname: good\n---\n");
        Files.writeString(directory.resolve("bad.md"), "nothing");
        peer.when(
                "POST /api/v1/agents/validate",
                json(200, "{\"file\":\"good.md\",\"valid\":true,\"agent\":\"Good\",\"errors\":[],\"warnings\":[]}"));

        assertThat(caxton("agents", "validate", "good.md").out()).isEqualTo("OK good.md (Good)\n");
        Ran here = withoutServer("agents", "validate", "good.md");
        assertThat(here.code()).isZero();
        assertThat(here.out()).isEqualTo("OK good.md (Checked)\n");
        assertThat(here.err()).contains("warning: good.md: no description");
        assertThat(withoutServer("agents", "validate", "good.md", "--strict").code())
                .isEqualTo(1);
        Ran bad = withoutServer("agents", "validate", "bad.md");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).isEmpty();
        assertThat(bad.err()).contains("bad.md: 1 error", "bad.md:1:1: no frontmatter (add it)");
        assertThat(withoutServer("agents", "validate", "missing.md").code()).isEqualTo(4);
    }

    @Test
    void allFilesAreCheckedWithoutAServer() throws IOException {
        Path agents = Files.createDirectory(directory.resolve("agents"));
        Files.writeString(agents.resolve("good.md"), "---\nname: good\n---\n");
        Files.writeString(agents.resolve("README.md"), "no agent");
        assertThat(withoutServer("agents", "validate-all").code()).isZero();
        Files.writeString(agents.resolve("bad.toml"), "nothing");

        Ran ran = withoutServer("agents", "validate-all");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("OK ").contains("good.md").doesNotContain("README", "bad.toml");
        assertThat(ran.err()).contains("bad.toml: 1 error", "2 files, 1 with errors");
    }

    @Test
    void newFileIsDeployed() throws IOException {
        Files.writeString(directory.resolve("a.md"), "text");
        peer.when("POST /api/v1/agents", json(201, agent("a", "A", "running")));
        peer.when(
                "GET /api/v1/agents/a",
                (request, out) -> (peer.requests().size() == 1
                                ? problem(404, NOT_FOUND)
                                : json(200, agent("a", "A", "running")))
                        .write(request, out));

        Ran ran = caxton("agents", "deploy", "a.md", "--hot-reload");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("A (a) 1.0.0: running\n");
        assertThat(peer.requests().get(1).body()).contains("\"name\":\"a.md\"", "\"content\":\"text\"");
    }

    @Test
    void deployedFileOfAServingAgentIsReadAgain() throws IOException {
        Path file = Files.writeString(directory.resolve("a.md"), "text");
        peer.when("GET /api/v1/agents/a", json(200, agent("a", "A", "running").replace("/srv/a.md", file.toString())));
        peer.when("POST /api/v1/agents/a/reload", json(200, "{\"outcomes\":[],\"dry_run\":false,\"duration_ms\":1}"));

        assertThat(caxton("agents", "deploy", "a.md").code()).isZero();
        assertThat(peer.requests()).extracting(ScriptedPeer.Request::method).contains("POST");
    }

    @Test
    void anotherFileOfTheSameNameReplacesOnlyWhenTold() throws IOException {
        Path serving = Files.createDirectory(directory.resolve("agents")).resolve("a.md");
        Files.writeString(serving, "old");
        Files.writeString(directory.resolve("fresh.md"), "new");
        peer.when(
                "GET /api/v1/agents/a", json(200, agent("a", "A", "running").replace("/srv/a.md", serving.toString())));
        peer.when("POST /api/v1/agents/a/reload", json(200, "{\"outcomes\":[],\"dry_run\":false,\"duration_ms\":1}"));

        Ran refused = caxton("agents", "deploy", "a", "--source", "fresh.md");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("--hot-reload");
        assertThat(serving).hasContent("old");
        assertThat(caxton("agents", "deploy", "a", "--source", "fresh.md", "--hot-reload")
                        .code())
                .isZero();
        assertThat(serving).hasContent("new");
    }

    @Test
    void removalAsksFirst() {
        peer.when("GET /api/v1/agents/a", json(200, agent("a", "A", "running")));
        peer.when("DELETE /api/v1/agents/a", whole(204, "text/plain", ""));

        assertThat(caxton("agents", "remove", "a").code()).isEqualTo(2);
        assertThat(Ran.asked(engine, directory, url(), "n\n", "agents", "remove", "a")
                        .code())
                .isEqualTo(1);
        assertThat(peer.requests()).noneMatch(request -> request.method().equals("DELETE"));
        assertThat(Ran.asked(engine, directory, url(), "y\n", "agents", "remove", "a")
                        .code())
                .isZero();
        assertThat(caxton("agents", "remove", "a", "--yes").code()).isZero();
        assertThat(caxton("agents", "remove", "a", "--force").code()).isZero();
    }

    @Test
    void optionThatIsNotBuiltIsRefusedAndNotIgnored() {
        Ran ran = caxton("agents", "reload", "a", "--staged");

        assertThat(ran.code()).isEqualTo(5);
        assertThat(ran.err()).contains("--staged");
        assertThat(peer.requests()).isEmpty();
    }

    private Ran caxton(String... words) {
        return Ran.of(engine, directory, url(), "", words);
    }

    private Ran withoutServer(String... words) {
        return Ran.of(engine, directory, Map.of("CAXTON_URL", nobody.url().toString()), "", words);
    }

    private Map<String, String> url() {
        return Map.of("CAXTON_URL", peer.url().toString());
    }

    static String agent(String slug, String name, String state) {
        return """
            {"id":"01890000-0000-7000-8000-000000000001","name":"%s","slug":"%s","type":"config","state":"%s",
             "version":"1.0.0","sequence":1,"digest":"00","capabilities":["greeting"],"tools":[],
             "memory_enabled":false,"memory_scope":"agent","provider":"embedded","source":"/srv/%s.md",
             "since":"2026-11-22T10:00:00Z","problems":[]}\
            """.formatted(name, slug, state, slug);
    }
}
