package dev.caxton.engine.agent;

import static dev.caxton.engine.agent.AgentHouse.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Subscription;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentId;
import dev.caxton.api.agent.AgentLogEntry;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.AgentType;
import dev.caxton.api.agent.ReloadAction;
import dev.caxton.api.agent.ReloadReport;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.api.agent.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentServiceIT {

    @TempDir
    Path directory;

    private AgentHouse house;

    @BeforeEach
    void build() throws IOException {
        house = new AgentHouse(directory, false);
    }

    @AfterEach
    void tearDown() {
        house.close();
    }

    private static AgentRef ref(String text) {
        return AgentRef.of(text);
    }

    private static void assertProblem(ProblemType type, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CaxtonException.class).satisfies(e -> {
            CaxtonException problem = (CaxtonException) e;
            assertThat(problem.type()).isEqualTo(type);
            assertThat(problem.problem().detail() + " | " + problem.hint()).contains(words);
        });
    }

    @Test
    void startsTheAgentsOfTheDirectory() {
        house.put("greeter.md", agent("Greeter", "1.0.0"));
        house.put("README.md", "# Not an agent");
        house.put("AGENTS.md", "# Nor this");
        house.put(".hidden.md", "nor this");
        house.put("notes.txt", "nor this");

        AgentService service = house.start();

        AgentDescription agent = service.describe(ref("greeter"));
        assertThat(service.list(AgentFilter.ALL)).containsExactly(agent);
        assertThat(agent.name()).isEqualTo("Greeter");
        assertThat(agent.state()).isEqualTo(AgentState.RUNNING);
        assertThat(agent.sequence()).isEqualTo(1);
        assertThat(agent.provider()).isEqualTo("embedded");
        assertThat(agent.source()).isEqualTo(house.agents.resolve("greeter.md").toString());
        assertThat(agent.problems()).isEmpty();
        assertThat(service.all()).extracting(ServingAgent::slug).containsExactly("greeter");
        assertThat(house.events).containsExactly("agent_started greeter");
        assertThat(house.succeeded).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data-analyzer",
                "DataAnalyzer",
                "dataanalyzer",
                "DATA-ANALYZER",
                "data-analyzer.md",
                "agents/data-analyzer.md",
                "./agents/data-analyzer.md"
            })
    void findsAnAgentByAnyOfItsNames(String text) {
        house.put("data-analyzer.md", agent("DataAnalyzer", "1.0.0"));
        AgentService service = house.start();

        assertThat(service.find(ref(text))).get().extracting(ServingAgent::slug).isEqualTo("data-analyzer");
        assertThat(service.describe(ref(text)).slug()).isEqualTo("data-analyzer");
    }

    @Test
    void findsAnAgentByIdAndByAbsolutePath() {
        Path file = house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();

        AgentId id = service.describe(ref("a")).id();

        assertThat(service.require(ref(id.toString())).slug()).isEqualTo("a");
        assertThat(service.require(ref(file.toString())).slug()).isEqualTo("a");
    }

    @Test
    void suggestsNearMissesForAnUnknownAgent() {
        house.put("data-analyzer.md", agent("DataAnalyzer", "1.0.0"));
        AgentService service = house.start();

        assertProblem(
                ProblemType.AGENT_NOT_FOUND,
                "did you mean 'data-analyzer'",
                () -> service.describe(ref("data-analyser")));
        assertProblem(ProblemType.AGENT_NOT_FOUND, "'caxton agents list'", () -> service.require(ref("zzz/../../etc")));
        assertProblem(ProblemType.AGENT_NOT_FOUND, "no agent has", () -> service.require(ref("x".repeat(100_000))));
        assertProblem(ProblemType.AGENT_NOT_FOUND, "no agent has", () -> service.require(ref("a\0.md")));
    }

    @Test
    void showsAFileThatIsInvalidAtStartAsFailed() {
        house.put("broken.md", "---\nname: Broken\n---\n");
        house.put("fine.md", agent("Fine", "1.0.0"));

        AgentService service = house.start();

        AgentDescription broken = service.describe(ref("broken"));
        assertThat(broken.state()).isEqualTo(AgentState.FAILED);
        assertThat(broken.problems()).hasSize(3);
        assertThat(service.require(ref("Fine")).slug()).isEqualTo("fine");
        assertThat(service.find(ref("broken"))).isEmpty();
        assertProblem(ProblemType.AGENT_NOT_RUNNING, "Missing required field", () -> service.require(ref("broken")));
        assertThat(house.events).containsExactlyInAnyOrder("agent_failed broken", "agent_started fine");
    }

    @Test
    void reloadBringsUpANewFileThatNobodyKnowsYet() {
        AgentService service = house.start();
        house.put("greeter.md", agent("Greeter", "1.0.0"));

        ReloadReport report = service.reload(ReloadRequest.of(ref("greeter")));

        assertThat(report.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.action()).isEqualTo(ReloadAction.STARTED);
            assertThat(outcome.version()).isEqualTo("1.0.0");
        });
        assertThat(service.require(ref("Greeter")).sequence()).isEqualTo(1);
        assertThat(house.succeeded).hasValue(1);
    }

    @Test
    void reloadTellsWhatItDidToEachFile() {
        house.put("changed.md", agent("Changed", "1.0.0"));
        house.put("gone.md", agent("Gone", "1.0.0"));
        house.put("same.md", agent("Same", "1.0.0"));
        AgentService service = house.start();
        house.put("changed.md", agent("Changed", "1.1.0"));
        house.delete("gone.md");
        house.put("new.md", agent("New", "1.0.0"));
        house.put("bad.md", "nothing");

        ReloadReport report = service.reload(ReloadRequest.ALL);

        assertThat(report.successful()).isFalse();
        assertThat(report.outcomes())
                .extracting(outcome -> outcome.agent() + " " + outcome.action() + " " + outcome.previousVersion() + " "
                        + outcome.version())
                .containsExactlyInAnyOrder(
                        "changed replaced 1.0.0 1.1.0",
                        "gone stopped 1.0.0 null",
                        "same unchanged 1.0.0 1.0.0",
                        "new started null 1.0.0",
                        "bad refused null null");
        assertThat(service.require(ref("changed")).sequence()).isEqualTo(2);
    }

    @Test
    void refusedVersionLeavesTheOldOneServingAndSaysWhy() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        house.put("a.md", agent("Alpha", "1.1"));

        ReloadReport report = service.reload(ReloadRequest.of(ref("a")));

        assertThat(report.outcomes().getFirst().action()).isEqualTo(ReloadAction.REFUSED);
        assertThat(report.outcomes().getFirst().version()).isEqualTo("1.0.0");
        assertThat(service.require(ref("a")).definition().version()).isEqualTo("1.0.0");
        assertThat(service.describe(ref("a")).state()).isEqualTo(AgentState.RUNNING);
        assertThat(service.describe(ref("a")).problems())
                .singleElement()
                .asString()
                .contains("version is 1.1");
        assertThat(house.events).contains("reload_refused a");
        assertThat(house.failed).hasValue(1);
    }

    @Test
    void goodFileClearsTheProblems() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        house.put("a.md", "broken");
        service.reload(ReloadRequest.ALL);

        house.put("a.md", agent("Alpha", "1.0.0"));
        ReloadReport report = service.reload(ReloadRequest.ALL);

        assertThat(report.outcomes().getFirst().action()).isEqualTo(ReloadAction.UNCHANGED);
        assertThat(service.describe(ref("a")).problems()).isEmpty();
        assertThat(service.require(ref("a")).sequence()).isEqualTo(1);
    }

    @Test
    void reloadOfOneAgentLeavesTheOthersAlone() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        house.put("b.md", agent("Beta", "1.0.0"));
        AgentService service = house.start();
        house.put("a.md", agent("Alpha", "2.0.0"));
        house.put("b.md", agent("Beta", "2.0.0"));

        ReloadReport report = service.reload(ReloadRequest.of(ref("Beta")));

        assertThat(report.outcomes()).extracting(ReloadReport.Outcome::agent).containsExactly("b");
        assertThat(service.require(ref("a")).definition().version()).isEqualTo("1.0.0");
        assertThat(service.require(ref("b")).definition().version()).isEqualTo("2.0.0");
    }

    @Test
    void dryRunChangesNothing() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        house.put("a.md", agent("Alpha", "2.0.0"));

        ReloadReport report = service.reload(new ReloadRequest(null, false, true));

        assertThat(report.dryRun()).isTrue();
        assertThat(report.outcomes().getFirst().action()).isEqualTo(ReloadAction.REPLACED);
        assertThat(report.outcomes().getFirst().version()).isEqualTo("2.0.0");
        assertThat(service.require(ref("a")).definition().version()).isEqualTo("1.0.0");
    }

    @Test
    void validateFirstChangesNothingIfAnyFileIsInvalid() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        house.put("a.md", agent("Alpha", "2.0.0"));
        house.put("b.md", "broken");

        ReloadReport report = service.reload(new ReloadRequest(null, true, false));

        assertThat(report.successful()).isFalse();
        assertThat(service.require(ref("a")).definition().version()).isEqualTo("1.0.0");
    }

    @Test
    void restartKeepsIdsAndSequences() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        house.put("a.md", agent("Alpha", "1.1.0"));
        service.reload(ReloadRequest.ALL);
        AgentDescription before = service.describe(ref("a"));

        AgentDescription after = house.restart().describe(ref("a"));

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.sequence()).isEqualTo(2);
        assertThat(after.digest()).isEqualTo(before.digest());
    }

    @Test
    void restartWithUnchangedFilesWritesNothing() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        house.start();
        long changes = house.database().read(tx -> tx.count("select count(*) from change_log"));

        house.restart();

        assertThat((long) house.database().read(tx -> tx.count("select count(*) from change_log")))
                .isEqualTo(changes);
    }

    @Test
    void restartWithABrokenFileServesTheLastGoodVersion() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentId id = house.start().describe(ref("a")).id();
        house.put("a.md", "---\nname: [\n---\n");

        AgentService service = house.restart();

        assertThat(service.require(ref("a")).id()).isEqualTo(id);
        assertThat(service.require(ref("a")).definition().version()).isEqualTo("1.0.0");
        assertThat(service.describe(ref("a")).problems())
                .singleElement()
                .asString()
                .contains("YAML parse error");
    }

    @Test
    void agentWhoseToolIsGoneFailsAtStart() {
        house.put("a.md", agent("Alpha", "1.0.0").replace("system_prompt", "tools: [csv_parser]\nsystem_prompt"));
        house.start();
        house.tools = Set.of("http_client");

        AgentService service = house.restart();

        assertThat(service.describe(ref("a")).state()).isEqualTo(AgentState.FAILED);
        assertThat(service.describe(ref("a")).problems())
                .singleElement()
                .asString()
                .contains("Unknown tool: csv_parser");
    }

    @Test
    void sameNameReturnsToItsAgent() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        AgentId id = service.describe(ref("a")).id();
        house.delete("a.md");
        service.reload(ReloadRequest.ALL);

        assertThat(service.describe(ref("Alpha")).state()).isEqualTo(AgentState.STOPPED);
        assertThat(service.list(AgentFilter.ALL)).isEmpty();
        assertThat(service.list(new AgentFilter(null, Set.of(AgentState.STOPPED), null)))
                .hasSize(1);
        assertThat(house.restart().describe(ref("Alpha")).capabilities()).containsExactly("testing");

        house.put("elsewhere.md", agent("Alpha", "1.0.0"));
        AgentService again = house.restart();

        assertThat(again.require(ref("elsewhere")).id()).isEqualTo(id);
        assertThat(again.require(ref("elsewhere")).sequence()).isEqualTo(1);
    }

    @Test
    void movedFileKeepsItsAgent() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        AgentId id = service.describe(ref("a")).id();
        house.delete("a.md");
        house.put("b.md", agent("Alpha", "1.0.0"));

        ReloadReport report = service.reload(ReloadRequest.ALL);

        assertThat(report.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.agent()).isEqualTo("b");
            assertThat(outcome.action()).isEqualTo(ReloadAction.REPLACED);
        });
        assertThat(service.require(ref("b")).id()).isEqualTo(id);
        assertThat(service.find(ref("a"))).isEmpty();
    }

    @Test
    void renamedAgentIsAnotherOneAndTheOldNameReturns() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        AgentId alpha = service.describe(ref("a")).id();

        house.put("a.md", agent("Beta", "1.0.0"));
        ReloadReport report = service.reload(ReloadRequest.ALL);

        assertThat(report.outcomes().getFirst().warnings())
                .singleElement()
                .asString()
                .contains("agent 'Alpha' was stopped and keeps its memory");
        assertThat(service.require(ref("a")).id()).isNotEqualTo(alpha);
        assertThat(service.describe(ref("Alpha")).state()).isEqualTo(AgentState.STOPPED);
        house.put("a.md", agent("Alpha", "1.0.0"));
        service.reload(ReloadRequest.ALL);
        assertThat(service.require(ref("a")).id()).isEqualTo(alpha);
        assertThat(house.restart().require(ref("a")).id()).isEqualTo(alpha);
    }

    @Test
    void nameOfAnotherAgentIsRefused() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        house.put("b.md", agent("Alpha", "2.0.0"));
        house.put("Alpha.md", agent("Third", "1.0.0"));
        house.put("c.md", agent("a", "1.0.0"));

        ReloadReport report = service.reload(ReloadRequest.ALL);

        assertThat(report.outcomes())
                .filteredOn(outcome -> outcome.action() == ReloadAction.REFUSED)
                .hasSize(3)
                .allSatisfy(outcome -> assertThat(outcome.problems())
                        .singleElement()
                        .asString()
                        .contains("Agent name conflict", "is taken by agent 'a'"));
        assertThat(service.require(ref("Alpha")).slug()).isEqualTo("a");
        assertThat(service.require(ref("a")).definition().version()).isEqualTo("1.0.0");
    }

    @Test
    void ofTwoFilesWithOneStemTheServingOneStays() {
        house.put("a.toml", "name='Alpha'\nversion='1.0.0'\ncapabilities=['a']\nsystem_prompt='x'\n");
        AgentService service = house.start();
        house.put("a.md", agent("Alpha", "2.0.0"));

        ReloadReport report = service.reload(ReloadRequest.ALL);
        service.reload(ReloadRequest.ALL);

        assertThat(report.outcomes())
                .extracting(ReloadReport.Outcome::action)
                .containsExactlyInAnyOrder(ReloadAction.UNCHANGED, ReloadAction.REFUSED);
        assertThat(service.require(ref("a")).definition().version()).isEqualTo("1.0.0");
        assertThat(service.describe(ref("a")).problems())
                .singleElement()
                .asString()
                .contains("agents/a.toml' has the same stem and is the one in use");
        house.delete("a.toml");
        service.reload(ReloadRequest.ALL);
        assertThat(service.require(ref("a")).definition().version()).isEqualTo("2.0.0");
        assertThat(service.describe(ref("a")).problems()).isEmpty();
    }

    @Test
    void brokenTwinOfAReturningAgentIsReportedWithIt() {
        house.put("a.toml", "name='Alpha'\nversion='1.0.0'\ncapabilities=['a']\nsystem_prompt='x'\n");
        AgentService service = house.start();
        service.remove(ref("a"));
        house.put("a.md", "broken");
        service.reload(ReloadRequest.ALL);
        house.put("a.toml", "name='Alpha'\nversion='2.0.0'\ncapabilities=['a']\nsystem_prompt='x'\n");

        service.reload(ReloadRequest.ALL);
        service.reload(ReloadRequest.ALL);

        assertThat(service.list(AgentFilter.ALL)).singleElement().satisfies(agent -> {
            assertThat(agent.state()).isEqualTo(AgentState.RUNNING);
            assertThat(agent.version()).isEqualTo("2.0.0");
            assertThat(agent.problems())
                    .hasSize(2)
                    .allSatisfy(problem -> assertThat(problem.location()).isEqualTo("agents/a.md"));
        });
    }

    @Test
    void deployWritesTheFileAndServes() throws IOException {
        AgentService service = house.start();
        String content = agent("Data Analyzer", "1.0.0");

        AgentDescription agent = service.deploy(new AgentFile(null, AgentFileFormat.MARKDOWN, content));

        assertThat(agent.slug()).isEqualTo("data-analyzer");
        assertThat(agent.state()).isEqualTo(AgentState.RUNNING);
        assertThat(Files.readString(house.agents.resolve("data-analyzer.md"))).isEqualTo(content);
        try (var files = Files.list(house.agents)) {
            assertThat(files).hasSize(1);
        }
        assertThat(house.restart().describe(ref("Data Analyzer")).id()).isEqualTo(agent.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.md", "../x.md", "a/../../x.md", "/etc/x.md", "C:\\temp\\x.md", "X", "../../x"})
    void deployTakesNoMoreThanTheLastPartOfAName(String name) throws IOException {
        AgentService service = house.start();

        AgentDescription agent = service.deploy(new AgentFile(name, AgentFileFormat.MARKDOWN, agent("Some", "1.0.0")));

        assertThat(agent.slug()).isEqualTo("x");
        assertThat(house.agents.resolve("x.md")).exists();
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..md",
                ".hidden.md",
                "README.md",
                "agents.md",
                "CON.md",
                "a\0b.md",
                "x\u202Egnp.md",
                " .md",
                "-.md"
            })
    void deployRefusesTricksInFileNames(String name) throws IOException {
        AgentService service = house.start();

        assertProblem(
                ProblemType.VALIDATION_FAILED,
                "file name",
                () -> service.deploy(new AgentFile(name, AgentFileFormat.MARKDOWN, agent("Some", "1.0.0"))));
        assertThat(service.all()).isEmpty();
        try (var files = Files.list(house.agents)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void deployRefusesLongFileNames() {
        AgentService service = house.start();

        assertProblem(
                ProblemType.VALIDATION_FAILED,
                "file name has 300 characters",
                () -> service.deploy(
                        new AgentFile("x".repeat(300) + ".md", AgentFileFormat.MARKDOWN, agent("Some", "1.0.0"))));
    }

    @Test
    void deployOfATakenNameIsAConflictThatNamesTheOther() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        house.put("broken.md", "broken");
        AgentService service = house.start();

        assertProblem(
                ProblemType.NAME_CONFLICT,
                "'Alpha' is taken by agent 'a'",
                () -> service.deploy(new AgentFile("b.md", AgentFileFormat.MARKDOWN, agent("Alpha", "1.0.0"))));
        assertProblem(
                ProblemType.NAME_CONFLICT,
                "'a' is taken by agent 'a' (Alpha)",
                () -> service.deploy(new AgentFile(
                        "a.toml",
                        AgentFileFormat.TOML,
                        "name='Other'\nversion='1.0.0'\ncapabilities=['a']\nsystem_prompt='x'")));
        assertProblem(
                ProblemType.NAME_CONFLICT,
                "'broken' is taken",
                () -> service.deploy(new AgentFile("broken.md", AgentFileFormat.MARKDOWN, agent("Other", "1.0.0"))));
        assertThat(house.agents.resolve("b.md")).doesNotExist();
    }

    @Test
    void deployReportsEveryViolationAndWritesNothing() {
        AgentService service = house.start();

        assertThatThrownBy(() -> service.deploy(new AgentFile("x.md", AgentFileFormat.MARKDOWN, "---\nname: x\n---\n")))
                .isInstanceOfSatisfying(CaxtonException.class, e -> {
                    assertThat(e.type()).isEqualTo(ProblemType.VALIDATION_FAILED);
                    assertThat(e.problem().errors()).hasSize(3);
                });
        assertThat(house.agents.resolve("x.md")).doesNotExist();
    }

    @Test
    void deployThatCannotBeRecordedLeavesNoFile() {
        AgentService service = house.start();
        house.database().enterSafeMode("test");

        assertProblem(
                ProblemType.SAFE_MODE,
                "safe mode",
                () -> service.deploy(new AgentFile("x.md", AgentFileFormat.MARKDOWN, agent("Some", "1.0.0"))));
        assertThat(house.agents.resolve("x.md")).doesNotExist();
        assertThat(service.list(AgentFilter.ALL)).isEmpty();
    }

    @Test
    void versionThatCannotBeRecordedIsNotServed() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        house.database().enterSafeMode("test");
        house.put("a.md", agent("Alpha", "2.0.0"));
        house.put("b.md", agent("Beta", "1.0.0"));

        service.reload(ReloadRequest.ALL);
        service.reload(ReloadRequest.ALL);

        assertThat(service.require(ref("a")).definition().version()).isEqualTo("1.0.0");
        assertThat(service.describe(ref("a")).problems())
                .singleElement()
                .asString()
                .contains("cannot be recorded");
        assertThat(service.list(AgentFilter.ALL)).hasSize(2);
        house.database().leaveSafeMode();
        service.reload(ReloadRequest.ALL);
        assertThat(service.require(ref("a")).definition().version()).isEqualTo("2.0.0");
        assertThat(service.require(ref("b")).definition().version()).isEqualTo("1.0.0");
        assertThat(service.list(AgentFilter.ALL))
                .hasSize(2)
                .allMatch(agent -> agent.problems().isEmpty());
    }

    @Test
    void removeDeletesTheFileAndStops() {
        Path file = house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();

        service.remove(ref("Alpha"));

        assertThat(file).doesNotExist();
        assertThat(service.describe(ref("a")).state()).isEqualTo(AgentState.STOPPED);
        assertThat(house.events).contains("agent_stopped a");
        assertProblem(ProblemType.AGENT_NOT_FOUND, "was removed before", () -> service.remove(ref("a")));
    }

    @Test
    void removeOfAFailedAgentForgetsIt() {
        house.put("a.md", "broken");
        AgentService service = house.start();

        service.remove(ref("a"));

        assertProblem(ProblemType.AGENT_NOT_FOUND, "no agent has", () -> service.describe(ref("a")));
    }

    @Test
    void validatesTextsFilesAndTheWholeDirectory() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        house.put("b.md", agent("Beta", "1.0"));
        AgentService service = house.start();

        ValidationReport running =
                service.validate(new AgentFile("agents/a.md", AgentFileFormat.MARKDOWN, agent("Alpha", "1.2.0")));
        ValidationReport clash =
                service.validate(new AgentFile("c.md", AgentFileFormat.MARKDOWN, agent("Alpha", "1.0.0")));
        List<ValidationReport> all = service.validateAll();

        assertThat(running.valid()).isTrue();
        assertThat(running.definition()).isNotNull();
        assertThat(clash.valid()).isFalse();
        assertThat(clash.errors()).singleElement().asString().contains("Agent name conflict");
        assertThat(service.validate(ref("Alpha")).valid()).isTrue();
        assertThat(service.validate(ref("b")).valid()).isFalse();
        assertThat(all)
                .extracting(report -> report.file() + " " + report.valid())
                .containsExactly("agents/a.md true", "agents/b.md false");
        assertProblem(ProblemType.AGENT_NOT_FOUND, "no agent has", () -> service.validate(ref("nobody")));
    }

    @Test
    void pingAsksTheProbe() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        house.put("b.md", "broken");
        AgentService service = house.start();

        assertThat(service.ping(ref("a"), Duration.ofSeconds(60)).reachable()).isTrue();
        assertThat(service.ping(ref("b"), Duration.ofSeconds(60)).reason())
                .startsWith("agent is failed: agents/b.md:1:1");
        house.probe = slug -> new CompletableFuture<>();
        assertThat(service.ping(ref("a"), Duration.ofMillis(10)).reason()).isEqualTo("no reaction within 10 ms");
        house.probe = slug -> CompletableFuture.failedFuture(new IllegalStateException("queue full"));
        assertThat(service.ping(ref("a"), Duration.ofSeconds(60)).reason()).isEqualTo("probe failed: queue full");
        assertProblem(ProblemType.INVALID_ARGUMENT, "timeout is", () -> service.ping(ref("a"), Duration.ZERO));
    }

    @Test
    void logsTellWhatBecameOfAnAgent() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        List<AgentLogEntry> followed = new CopyOnWriteArrayList<>();
        Subscription subscription = service.followLogs(ref("a"), "error", followed::add);
        house.put("a.md", "broken");
        service.reload(ReloadRequest.ALL);
        AgentHouse.await("a line", () -> !followed.isEmpty());
        subscription.close();

        assertThat(service.logs(ref("a"), 10, null))
                .extracting(AgentLogEntry::level)
                .containsExactly("info", "error");
        assertThat(service.logs(ref("a"), 1, null)).singleElement().isEqualTo(followed.getFirst());
        assertThat(service.logs(ref("a"), 10, "warn")).hasSize(1);
        assertProblem(ProblemType.INVALID_ARGUMENT, "tail is 0", () -> service.logs(ref("a"), 0, null));
        assertProblem(ProblemType.INVALID_ARGUMENT, "level is 'loud'", () -> service.logs(ref("a"), 1, "loud"));
    }

    @Test
    void listFiltersByTypeStateAndCapability() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        house.put("b.md", agent("Beta", "1.0.0").replace("testing", "testing:v1.2, other"));
        house.put("c.md", "broken");
        AgentService service = house.start();

        assertThat(service.list(AgentFilter.ALL))
                .extracting(AgentDescription::slug)
                .containsExactly("a", "b", "c");
        assertThat(service.list(new AgentFilter(AgentType.WASM, Set.of(), null)))
                .isEmpty();
        assertThat(service.list(new AgentFilter(AgentType.CONFIG, Set.of(AgentState.RUNNING), "testing")))
                .hasSize(2);
        assertThat(service.list(new AgentFilter(null, Set.of(), "other"))).hasSize(1);
        assertThat(service.list(new AgentFilter(null, Set.of(AgentState.FAILED), null)))
                .hasSize(1);
    }

    @Test
    void refusesMoreAgentsThanAllowed() {
        for (int i = 0; i < 101; i++) {
            house.put(String.format("a%03d.md", i), agent("Agent " + i, "1.0.0"));
        }

        AgentService service = house.start();

        assertThat(service.all()).hasSize(100);
        assertThat(service.describe(ref("a100")).problems())
                .singleElement()
                .asString()
                .contains("this would be agent 101, expected at most 100");
    }

    @Test
    void makesAMissingDirectoryAndRefusesAFileInItsPlace() throws IOException {
        Files.delete(house.agents);
        house.start();
        assertThat(house.agents).isDirectory();
        house.close();

        Files.delete(house.agents);
        Files.writeString(house.agents, "a file");

        assertProblem(ProblemType.INVALID_CONFIGURATION, "expected a directory", () -> house.start());
    }

    @Test
    void everyVersionIsKeptAsItWas() {
        house.put("a.md", agent("Alpha", "1.0.0"));
        AgentService service = house.start();
        house.put("a.md", agent("Alpha", "1.1.0"));
        service.reload(ReloadRequest.ALL);

        List<String> contents = house.database()
                .read(tx -> tx.select(AgentSchema.AGENT_VERSIONS, "order by sequence").stream()
                        .map(row -> row.integer("sequence") + row.text("origin") + row.text("content"))
                        .toList());

        assertThat(contents).containsExactly("1start" + agent("Alpha", "1.0.0"), "2reload" + agent("Alpha", "1.1.0"));
        assertThat(house.database().verifyRows()).isEmpty();
    }
}
