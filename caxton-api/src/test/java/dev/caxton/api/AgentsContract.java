package dev.caxton.api;

import static dev.caxton.api.CaxtonFixture.await;
import static dev.caxton.api.CaxtonFixture.greeter;
import static dev.caxton.api.CaxtonFixture.ref;
import static dev.caxton.api.CaxtonFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentLogEntry;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.AgentType;
import dev.caxton.api.agent.PingReport;
import dev.caxton.api.memory.MemoryScope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Agents: how they are listed, found, deployed, removed and looked at. */
interface AgentsContract extends CaxtonFixture {

    @Test
    default void deployedAgentRunsAndIsDescribedInFull() {
        AgentDescription agent = deployText(greeter("Contract Full", "1.2.3"));

        assertThat(agent.name()).isEqualTo("Contract Full");
        assertThat(agent.slug()).isEqualTo("contract-full");
        assertThat(agent.type()).isEqualTo(AgentType.CONFIG);
        assertThat(agent.state()).isEqualTo(AgentState.RUNNING);
        assertThat(agent.version()).isEqualTo("1.2.3");
        assertThat(agent.sequence()).isPositive();
        assertThat(agent.digest()).matches("[0-9a-f]{64}");
        assertThat(agent.description()).isEqualTo("Welcomes everybody who comes by.");
        assertThat(agent.capabilities()).containsExactly("greeting");
        assertThat(agent.tools()).isEmpty();
        assertThat(agent.memoryScope()).isEqualTo(MemoryScope.AGENT);
        assertThat(agent.provider()).isEqualTo("embedded");
        assertThat(agent.problems()).isEmpty();
        assertThat(caxton().agents().describe(ref("contract-full"))).isEqualTo(agent);
    }

    @Test
    default void deployedAgentHasItsFileInTheAgentsDirectory() {
        String text = greeter("contract-file", "1.0.0");

        deployText(text);

        assertThat(agentsDirectory().resolve("contract-file.md")).hasContent(text);
    }

    @Test
    default void tomlIsEqualToMarkdown() {
        AgentDescription agent =
                caxton().agents().deploy(new AgentFile("contract-toml.toml", AgentFileFormat.TOML, """
                    name = "Contract Toml"
                    version = "2.0.0"
                    capabilities = ["greeting", "parting"]
                    system_prompt = "You greet."
                    """));

        assertThat(agent.slug()).isEqualTo("contract-toml");
        assertThat(agent.capabilities()).containsExactly("greeting", "parting");
        assertThat(agentsDirectory().resolve("contract-toml.toml")).exists();
    }

    @Test
    default void agentIsFoundByIdSlugNameAndPath() {
        AgentDescription agent = deployText(greeter("Contract Names", "1.0.0"));

        assertThat(List.of(
                        agent.id().toString(),
                        "contract-names",
                        "Contract Names",
                        "contract-names.md",
                        agentsDirectory().resolve("contract-names.md").toString()))
                .allSatisfy(name ->
                        assertThat(caxton().agents().describe(ref(name)).id()).isEqualTo(agent.id()));
    }

    @Test
    default void unknownAgentIsNotFoundAndTheNearestIsNamed() {
        deploy("nearest");

        NotFoundException problem = refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().agents().describe(ref("contract-neerest")));

        assertThat(problem.getMessage()).contains("contract-neerest");
        assertThat(problem.hint()).contains("contract-nearest");
    }

    @Test
    default void listIsSortedBySlugAndHoldsEveryAgentThatIsNotStopped() {
        deploy("list-b");
        deploy("list-a");

        List<String> slugs = slugs(AgentFilter.ALL);

        assertThat(slugs).isSorted().containsSubsequence("contract-list-a", "contract-list-b");
    }

    @Test
    default void listFiltersByTypeStateAndCapability() {
        deploy("filter");

        assertThat(slugs(new AgentFilter(AgentType.CONFIG, Set.of(AgentState.RUNNING), "greeting")))
                .contains("contract-filter");
        assertThat(slugs(new AgentFilter(AgentType.WASM, Set.of(), null))).doesNotContain("contract-filter");
        assertThat(slugs(new AgentFilter(null, Set.of(AgentState.FAILED, AgentState.CRASHED), null)))
                .doesNotContain("contract-filter");
        assertThat(slugs(new AgentFilter(null, Set.of(), "archery"))).doesNotContain("contract-filter");
    }

    @Test
    default void takenNameIsRefusedAndTheServingAgentStays() {
        AgentDescription serving = deploy("taken");

        refused(
                ConflictException.class,
                ProblemType.NAME_CONFLICT,
                () -> deployText(greeter("contract-taken", "9.0.0")));

        assertThat(caxton().agents().describe(ref("contract-taken"))).isEqualTo(serving);
    }

    @Test
    default void invalidDefinitionIsRefusedWithEveryViolation() {
        InvalidRequestException problem =
                refused(InvalidRequestException.class, ProblemType.VALIDATION_FAILED, () -> deployText("""
                    ---
                    name: contract-invalid
                    version: soon
                    tools: [http_clientt]
                    ---
                    Body
                    """));

        assertThat(problem.problem().errors())
                .anySatisfy(error -> assertThat(error.toString()).contains("version"))
                .anySatisfy(error -> assertThat(error.toString()).contains("http_client'"));
        assertThat(agentsDirectory().resolve("contract-invalid.md")).doesNotExist();
    }

    @Test
    default void removedAgentIsStoppedKeptAndComesBackUnderItsName() {
        AgentDescription before = deploy("removed");

        caxton().agents().remove(ref("contract-removed"));

        assertThat(agentsDirectory().resolve("contract-removed.md")).doesNotExist();
        assertThat(caxton().agents().describe(ref("contract-removed")).state()).isEqualTo(AgentState.STOPPED);
        assertThat(slugs(AgentFilter.ALL)).doesNotContain("contract-removed");
        assertThat(slugs(new AgentFilter(null, Set.of(AgentState.STOPPED), null)))
                .contains("contract-removed");
        assertThat(deploy("removed").id()).isEqualTo(before.id());
    }

    @Test
    default void removingAnUnknownAgentIsNotFound() {
        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().agents().remove(ref("contract-nobody")));
    }

    @Test
    default void runningAgentReactsToPing() {
        deploy("ping");

        PingReport report = caxton().agents().ping(ref("contract-ping"), Duration.ofSeconds(60));

        assertThat(report.agent()).isEqualTo("contract-ping");
        assertThat(report.reachable()).as(String.valueOf(report.reason())).isTrue();
        assertThat(report.state()).isEqualTo(AgentState.RUNNING);
        assertThat(report.reason()).isNull();
    }

    @Test
    default void stoppedAgentDoesNotReactToPingAndSaysWhy() {
        deploy("silent");
        caxton().agents().remove(ref("contract-silent"));

        PingReport report = caxton().agents().ping(ref("contract-silent"), Duration.ofSeconds(2));

        assertThat(report.reachable()).isFalse();
        assertThat(report.state()).isEqualTo(AgentState.STOPPED);
        assertThat(report.reason()).isNotBlank();
    }

    @Test
    default void pingOfAnUnknownAgentIsNotFound() {
        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().agents().ping(ref("contract-nobody"), Duration.ofSeconds(1)));
    }

    @Test
    default void agentLeavesLinesInItsLogOldestFirst() {
        deploy("log");

        await(() -> !caxton().agents().logs(ref("contract-log"), 100, null).isEmpty());

        List<AgentLogEntry> entries = caxton().agents().logs(ref("contract-log"), 100, "debug");
        assertThat(entries).extracting(AgentLogEntry::at).isSorted();
        assertThat(entries).extracting(AgentLogEntry::level).isSubsetOf("debug", "info", "warn", "error");
        assertThat(caxton().agents().logs(ref("contract-log"), 1, null)).hasSize(1);
    }

    @Test
    default void logRefusesImpossibleArguments() {
        deploy("log-args");

        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton().agents().logs(ref("contract-log-args"), 0, null));
        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton().agents().logs(ref("contract-log-args"), 10, "loud"));
        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().agents().logs(ref("contract-nobody"), 10, null));
    }

    private List<String> slugs(AgentFilter filter) {
        return caxton().agents().list(filter).stream()
                .map(AgentDescription::slug)
                .toList();
    }
}
