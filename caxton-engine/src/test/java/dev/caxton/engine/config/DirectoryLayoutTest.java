package dev.caxton.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.InvalidRequestException;
import dev.caxton.api.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLayoutTest {

    @TempDir
    Path directory;

    @Test
    void laysOutWhatAServerNeeds() throws IOException {
        LayoutReport report = layout().init(Path.of("./data"), Path.of("./agents"));

        assertThat(report.steps()).allSatisfy(step -> assertThat(step.outcome()).isEqualTo(LayoutReport.Outcome.MADE));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("data"))))
                .isEqualTo("rwx------");
        assertThat(directory.resolve("agents/greeter.md")).content().contains("name: Greeter");
        assertThat(directory.resolve("caxton.yaml")).content().contains("# port: 8080");
        assertThat(directory.resolve("data/caxton.properties")).content().contains("agents_dir=../agents");
    }

    @Test
    void leavesEverythingTheSecondTime() throws IOException {
        layout().init(null, null);
        Files.writeString(directory.resolve("caxton.yaml"), "server: {port: 1}\n");
        Files.writeString(directory.resolve("agents/greeter.md"), "mine");

        LayoutReport report = layout().init(null, null);

        assertThat(report.steps()).allSatisfy(step -> assertThat(step.outcome()).isEqualTo(LayoutReport.Outcome.LEFT));
        assertThat(directory.resolve("caxton.yaml")).hasContent("server: {port: 1}");
        assertThat(directory.resolve("agents/greeter.md")).hasContent("mine");
    }

    @Test
    void addsNoAgentToThoseThatAreThere() throws IOException {
        Files.createDirectories(directory.resolve("agents"));
        Files.writeString(directory.resolve("agents/own.toml"), "");
        Files.writeString(directory.resolve("agents/README.md"), "");

        layout().init(null, null);

        assertThat(directory.resolve("agents/greeter.md")).doesNotExist();
    }

    @Test
    void writesAConfigurationThatReadsAsWhatWasChosen() {
        layout().init(Path.of("it's/data"), Path.of("far/agents"));
        ConfigReader reader = new ConfigReader(directory, Map.of(), List.of(Path.of("caxton.yaml")));

        EffectiveConfig effective = reader.read(null, Map.of());

        assertThat(effective.config().server().dataDir()).isEqualTo(directory.resolve("it's/data"));
        assertThat(effective.config().server().agentsDir()).isEqualTo(directory.resolve("far/agents"));
        assertThat(effective.report().warnings()).isEmpty();
        assertThat(effective.report().entries())
                .filteredOn(entry -> !entry.source().equals("default"))
                .hasSize(2);
    }

    @Test
    void showsDefaultsThatAreTheDefaults() throws IOException {
        layout().init(null, null);
        Path yaml = directory.resolve("caxton.yaml");
        List<String> lines = Files.readAllLines(yaml).stream()
                .map(line ->
                        line.matches(" +# [a-z_]+: \\S.*") && !line.contains("${env:") && !line.contains("# default")
                                ? line.replaceFirst("# ", "")
                                : line)
                .toList();
        Files.write(yaml, lines);
        ConfigReader reader = new ConfigReader(directory, Map.of(), List.of(Path.of("caxton.yaml")));

        EffectiveConfig effective = reader.read(null, Map.of());

        assertThat(effective.report().entries())
                .filteredOn(entry -> entry.source().contains("caxton.yaml"))
                .hasSizeGreaterThan(30);
        assertThat(effective.config())
                .isEqualTo(
                        ConfigReader.ofNothing(directory).read(null, Map.of()).config());
    }

    @Test
    void notesAChangedAgentsDirectory() {
        layout().init(null, null);

        LayoutReport report = layout().init(null, Path.of("others"));

        assertThat(report.steps())
                .anySatisfy(step -> assertThat(step.outcome()).isEqualTo(LayoutReport.Outcome.CHANGED));
        assertThat(InitRecord.agentsDir(directory.resolve("data"))).isEqualTo(directory.resolve("others"));
    }

    @Test
    void keepsTheRecordedAgentsDirectory() {
        layout().init(null, Path.of("others"));

        assertThat(layout().init(null, null).agentsDir()).isEqualTo(directory.resolve("others"));
    }

    @Test
    void saysThatAFileStandsInTheWay() throws IOException {
        Files.writeString(directory.resolve("data"), "");

        assertThatThrownBy(() -> layout().init(null, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(directory.resolve("data") + " is a file, expected a directory");
    }

    @Test
    void refusesOneDirectoryForBoth() {
        assertThatThrownBy(() -> layout().init(Path.of("x"), Path.of("x"))).hasMessageContaining("another directory");
    }

    @Test
    void checksDirectoriesBeforeAStart() throws IOException {
        Files.writeString(directory.resolve("agents"), "");
        Files.writeString(directory.resolve("data"), "");

        CaxtonException exception = catchThrowableOfType(CaxtonException.class, () -> DirectoryLayout.check(server()));

        assertThat(exception.problem().errors())
                .extracting(Violation::location, Violation::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "server.data_dir", directory.resolve("data") + " is a file, expected a directory"),
                        org.assertj.core.groups.Tuple.tuple(
                                "server.agents_dir", directory.resolve("agents") + " is a file, expected a directory"));
    }

    @Test
    void findsNothingWrongWithDirectoriesThatAreNotThereYet() {
        assertThatCode(() -> DirectoryLayout.check(server())).doesNotThrowAnyException();
    }

    private ServerConfig server() {
        return new ServerConfig(
                "localhost",
                0,
                directory.resolve("data"),
                directory.resolve("agents"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new ByteSize(1));
    }

    private DirectoryLayout layout() {
        return new DirectoryLayout(directory);
    }
}
