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
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.ReloadAction;
import dev.caxton.api.agent.ReloadReport;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.api.agent.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * Agent files: how they are checked and read again. A watcher may notice a changed file before {@code reload} does, so
 * the tests look at what serves and not at who noticed.
 */
interface AgentFilesContract extends CaxtonFixture {

    /** Misses its version and capabilities. */
    String BROKEN = """
        ---
        name: %s
        ---
        """;

    @Test
    default void validFileIsReportedAsUnderstoodAndNotDeployed() {
        ValidationReport report = validate("contract-valid.md", greeter("contract-valid", "1.0.0"));

        assertThat(report.valid()).as(report.errors().toString()).isTrue();
        assertThat(report.agent()).isEqualTo("contract-valid");
        assertThat(report.errors()).isEmpty();
        assertThat(report.definition()).isNotNull();
        assertThat(report.definition().systemPrompt()).contains("friendly greeter");
        assertThat(report.definition().documentation()).contains("# Greeter");
        assertThat(agentsDirectory().resolve("contract-valid.md")).doesNotExist();
    }

    @Test
    default void invalidFileIsReportedWithEveryViolationAtItsPlace() {
        ValidationReport report = validate("contract-bad.md", """
            ---
            name: contract-bad
            version: "1.0.0"
            capabilities: []
            tools:
              - csv_parsr
            system_prompt: Be good.
            ---
            """);

        assertThat(report.valid()).isFalse();
        assertThat(report.definition()).isNull();
        assertThat(report.errors())
                .anySatisfy(error -> assertThat(error.toString()).contains("capabilities"))
                .anySatisfy(error -> {
                    assertThat(error.line()).isEqualTo(6);
                    assertThat(error.toString()).contains("csv_parsr", "csv_parser");
                });
    }

    @Test
    default void damagedFileIsReportedAndDoesNotThrow() {
        ValidationReport report = validate("contract-damaged.md", "---\nname: [unclosed\n---\nbody\n");

        assertThat(report.valid()).isFalse();
        assertThat(report.errors()).isNotEmpty();
    }

    @Test
    default void servingAgentIsValidatedByName() {
        deploy("by-name");

        assertThat(caxton().agents().validate(ref("contract-by-name")).valid()).isTrue();
        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().agents().validate(ref("contract-nobody")));
    }

    @Test
    default void everyFileOfTheDirectoryIsValidated() throws IOException {
        deploy("all-good");
        write("contract-all-bad.md", BROKEN.formatted("contract-all-bad"));
        try {
            assertThat(caxton().agents().validateAll())
                    .anySatisfy(report -> {
                        assertThat(report.file()).contains("contract-all-good.md");
                        assertThat(report.valid()).isTrue();
                    })
                    .anySatisfy(report -> {
                        assertThat(report.file()).contains("contract-all-bad.md");
                        assertThat(report.valid()).isFalse();
                    });
        } finally {
            withdraw("contract-all-bad.md");
        }
    }

    @Test
    default void newFileServesAfterReloadOfItsName() {
        write("contract-new.md", greeter("Contract New", "1.0.0"));

        ReloadReport report = caxton().agents().reload(ReloadRequest.of(ref("contract-new")));

        assertThat(report.successful()).isTrue();
        assertThat(report.dryRun()).isFalse();
        AgentDescription agent = caxton().agents().describe(ref("contract-new"));
        assertThat(agent.state()).isEqualTo(AgentState.RUNNING);
        assertThat(agent.name()).isEqualTo("Contract New");
    }

    @Test
    default void changedFileServesAfterReloadAndKeepsItsId() {
        AgentDescription before = deploy("changed");
        write("contract-changed.md", greeter("contract-changed", "1.1.0"));

        caxton().agents().reload(ReloadRequest.of(ref("contract-changed")));

        AgentDescription after = caxton().agents().describe(ref("contract-changed"));
        assertThat(after.version()).isEqualTo("1.1.0");
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.sequence()).isGreaterThan(before.sequence());
        assertThat(after.digest()).isNotEqualTo(before.digest());
    }

    @Test
    default void unchangedFileIsReportedAsUnchanged() {
        deploy("unchanged");

        ReloadReport report = caxton().agents().reload(ReloadRequest.of(ref("contract-unchanged")));

        assertThat(outcome(report, "contract-unchanged").action()).isEqualTo(ReloadAction.UNCHANGED);
    }

    @Test
    default void reloadOfEverythingNamesEveryAgent() {
        deploy("every-a");
        deploy("every-b");

        ReloadReport report = caxton().agents().reload(ReloadRequest.ALL);

        assertThat(report.outcomes())
                .extracting(ReloadReport.Outcome::agent)
                .contains("contract-every-a", "contract-every-b");
        assertThat(report.durationMs()).isNotNegative();
    }

    @Test
    default void invalidFileIsRefusedAndTheServingVersionStays() {
        AgentDescription before = deploy("refused");
        write("contract-refused.md", BROKEN.formatted("contract-refused"));

        ReloadReport report = caxton().agents().reload(ReloadRequest.of(ref("contract-refused")));

        ReloadReport.Outcome outcome = outcome(report, "contract-refused");
        assertThat(report.successful()).isFalse();
        assertThat(outcome.action()).isEqualTo(ReloadAction.REFUSED);
        assertThat(outcome.problems()).hasSizeGreaterThanOrEqualTo(2);
        AgentDescription serving = caxton().agents().describe(ref("contract-refused"));
        assertThat(serving.state()).isEqualTo(AgentState.RUNNING);
        assertThat(serving.version()).isEqualTo(before.version());
        assertThat(serving.digest()).isEqualTo(before.digest());
        assertThat(serving.problems()).isNotEmpty();
    }

    @Test
    default void validateFirstChangesNothingWhileAnyFileIsInvalid() throws IOException {
        deploy("first");
        write("contract-first-bad.md", BROKEN.formatted("contract-first-bad"));
        try {
            ReloadReport report = caxton().agents().reload(new ReloadRequest(null, true, false));

            assertThat(report.successful()).isFalse();
            assertThat(outcome(report, "contract-first-bad").action()).isEqualTo(ReloadAction.REFUSED);
        } finally {
            withdraw("contract-first-bad.md");
        }
    }

    @Test
    default void dryRunSaysSo() {
        deploy("dry");

        ReloadReport report = caxton().agents().reload(new ReloadRequest(ref("contract-dry"), false, true));

        assertThat(report.dryRun()).isTrue();
    }

    @Test
    default void agentWhoseFileIsGoneStops() throws IOException {
        deploy("gone");
        delete("contract-gone.md");

        caxton().agents().reload(ReloadRequest.ALL);

        await(() -> caxton().agents().describe(ref("contract-gone")).state() == AgentState.STOPPED);
    }

    @Test
    default void reloadOfAnUnknownNameIsNotFound() {
        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().agents().reload(ReloadRequest.of(AgentRef.of("contract-nobody"))));
    }

    private ValidationReport validate(String name, String content) {
        return caxton().agents().validate(new AgentFile(name, AgentFileFormat.MARKDOWN, content));
    }

    /** Deletes the file of an agent that never served, and returns when nobody hears of it any more. */
    private void withdraw(String fileName) throws IOException {
        delete(fileName);
        caxton().agents().reload(ReloadRequest.ALL);
        await(() -> caxton().agents().list(AgentFilter.ALL).stream()
                .noneMatch(agent -> fileName.equals(agent.slug() + ".md")));
    }

    private void delete(String fileName) throws IOException {
        Files.deleteIfExists(agentsDirectory().resolve(fileName));
    }

    private static ReloadReport.Outcome outcome(ReloadReport report, String slug) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.agent().equals(slug))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no outcome for " + slug + " in " + report));
    }
}
