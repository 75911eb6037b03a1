package dev.caxton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program with beans of its own, in a JVM of its own, whose container finds everything by itself. */
class ProgramIT {

    private static final String PACKAGE = "dev/caxton/engine/program";

    @TempDir
    Path directory;

    @BeforeEach
    void furnish() {
        new EngineHouse(directory).withPorter("1.0.0", "clock", "embedded");
    }

    @ParameterizedTest
    @CsvSource({"annotated, true", "annotated, false", "all, true", "all, false"})
    void findsTheEngineWhateverItsOwnDiscoveryIsWithAndWithoutMicroProfile(String mode, boolean microProfile)
            throws Exception {
        Run run = run(mode, microProfile, List.of(), Map.of("CAXTON_DATA_DIR", "data"));

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.lines())
                .as(run.toString())
                .contains(
                        "clock is a bean: " + mode.equals("all"),
                        "tool true",
                        "metrics true",
                        "started porter",
                        "server.data_dir from environment CAXTON_DATA_DIR",
                        "memory.search_limit from default",
                        "closed");
    }

    @Test
    void readsMicroProfileConfigInItsOrderOfStrength() throws Exception {
        Files.createDirectories(directory.resolve("app/META-INF"));
        Files.writeString(
                directory.resolve("app/META-INF/microprofile-config.properties"),
                "caxton.server.data_dir=weak\ncaxton.memory.search_limit=7\n");

        Run run = run(
                "annotated",
                true,
                List.of("-Dcaxton.server.data_dir=" + directory.resolve("data")),
                Map.of("CAXTON_DATA_DIR", "middling"));

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.lines())
                .as(run.toString())
                .anyMatch(line -> line.startsWith("server.data_dir from MicroProfile Config, SysPropConfigSource"))
                .anyMatch(line ->
                        line.startsWith("memory.search_limit from MicroProfile Config, PropertiesConfigSource"));
        assertThat(directory.resolve("data/caxton.db")).exists();
        assertThat(directory.resolve("weak")).doesNotExist();
        assertThat(directory.resolve("middling")).doesNotExist();
    }

    @Test
    void takesSystemPropertiesForNothingWithoutMicroProfileConfig() throws Exception {
        Run run = run("annotated", false, List.of("-Dcaxton.server.data_dir=unseen"), Map.of());

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.lines()).as(run.toString()).contains("server.data_dir from default");
        assertThat(directory.resolve("unseen")).doesNotExist();
    }

    private record Run(int code, List<String> lines, String errors) {}

    private Run run(String mode, boolean microProfile, List<String> options, Map<String, String> environment)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", app(mode) + File.pathSeparator + libraries(microProfile)));
        command.add("dev.caxton.engine.program.Program");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CAXTON_"));
        builder.environment().putAll(environment);
        Path errors = directory.resolve("errors.txt");
        Process process = builder.redirectError(errors.toFile()).start();
        List<String> lines;
        try (Stream<String> out = process.inputReader().lines()) {
            lines = out.toList();
        }
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), lines, Files.readString(errors));
    }

    /** The program's own classes and its beans.xml. */
    private Path app(String mode) throws IOException, URISyntaxException {
        Path app = directory.resolve("app");
        Path compiled = testClasses().resolve(PACKAGE);
        Files.createDirectories(app.resolve(PACKAGE));
        try (Stream<Path> files = Files.list(compiled)) {
            for (Path file : files.toList()) {
                Files.copy(file, app.resolve(PACKAGE).resolve(file.getFileName().toString()));
            }
        }
        Files.createDirectories(app.resolve("META-INF"));
        Files.writeString(app.resolve("META-INF/beans.xml"), """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="%s"/>
            """.formatted(mode));
        return app;
    }

    private static Path testClasses() throws URISyntaxException {
        return Path.of(ProgramIT.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** What the program depends on: without this module's tests, and perhaps without any MicroProfile. */
    private static String libraries(boolean microProfile) throws URISyntaxException {
        String tests = testClasses().toString();
        List<String> kept = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.equals(tests))
                .filter(entry -> microProfile || !entry.matches(".*[/\\\\](microprofile|smallrye)-[^/\\\\]*\\.jar"))
                .toList();
        return String.join(File.pathSeparator, kept);
    }
}
