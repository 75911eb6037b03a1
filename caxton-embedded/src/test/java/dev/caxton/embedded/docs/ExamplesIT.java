package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.embedded.ServerUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example prints what its page says that it prints. */
class ExamplesIT {

    @TempDir
    static Path directory;

    static ServerUnderTest server;

    static ExampleRepository repository;

    @BeforeAll
    static void start() throws Exception {
        repository = ExampleRepository.in(directory.resolve("repository"));
        server = ServerUnderTest.start(directory);
        new Operator(directory).waitsForTheModel();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplePrintsWhatIsExpected(String name) throws Exception {
        Path example = Repository.ROOT.resolve("examples").resolve(name);
        Operator operator = new Operator(directory);
        operator.with("CAXTON_URL", server.url().toString())
                .with("CAXTON_AGENTS_DIR", server.agents().toString())
                .with("CAXTON", operator.launcher().toString())
                .with("CAXTON_HOME", Repository.ROOT.toString())
                .with("CAXTON_MVN", repository.maven())
                .with(
                        "CAXTON_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());

        Operator.Outcome run = operator.types("bash " + example.resolve("run.sh"));

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out().lines().toList())
                .as(run.toString())
                .isEqualTo(
                        Repository.read(example.resolve("expected.txt")).lines().toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleIsComplete(String name) {
        Path example = Repository.ROOT.resolve("examples").resolve(name);

        assertThat(List.of("README.md", "run.sh", "expected.txt"))
                .allSatisfy(file -> assertThat(example.resolve(file)).isNotEmptyFile());
        assertThat(example.resolve("run.sh")).isExecutable();
        assertThat(Repository.read(Repository.ROOT.resolve("examples/README.md")))
                .contains("(" + name + "/README.md)");
    }

    @Test
    void theVersionsThatExamplesAndTheBomNameAreThatOfTheBuild() {
        String version = ExampleRepository.version();

        assertThat(Repository.read(Repository.ROOT.resolve("caxton-api/bom/pom.xml")))
                .contains("<artifactId>caxton-bom</artifactId>\n  <version>" + version + "</version>");
        assertThat(Repository.examples().stream()
                        .map(example -> example.resolve("pom.xml"))
                        .filter(Files::exists))
                .isNotEmpty()
                .allSatisfy(pom ->
                        assertThat(Repository.read(pom)).contains("<version.caxton>" + version + "</version.caxton>"));
    }

    static List<String> examples() {
        return Repository.examples().stream()
                .map(example -> example.getFileName().toString())
                .toList();
    }
}
