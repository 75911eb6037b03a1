package dev.caxton.embedded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in an installation whose JDKs only say who they are. */
final class LauncherTest {

    @TempDir
    Path directory;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectory(directory.resolve("home"));
        Files.copy(Path.of("..", "caxton"), home.resolve("caxton"));
        executable(home.resolve("caxton"));
        Files.writeString(home.resolve("caxton-embedded.jar"), "");
    }

    @Test
    void newestIsNotNeededButNewEnoughIs() throws Exception {
        jdk("places/17", "17.0.1");
        jdk("places/25", "25.0.3");

        assertThat(launch(Map.of()).out()).contains("jdk " + directory.resolve("places/25"));
    }

    @Test
    void javaHomeIsTakenIfItIsNewEnough() throws Exception {
        jdk("places/25", "25.0.3");
        jdk("old", "17.0.1");
        jdk("new", "26");

        assertThat(launch(Map.of("JAVA_HOME", at("new"))).out()).contains("jdk " + at("new"));
        assertThat(launch(Map.of("JAVA_HOME", at("old"))).out()).contains("jdk " + at("places/25"));
        assertThat(launch(Map.of("JAVA_HOME", "/nowhere")).out()).contains("jdk " + at("places/25"));
    }

    @Test
    void caxtonsOwnVariableIsTakenAtItsWord() throws Exception {
        jdk("places/25", "25.0.3");
        jdk("own", "25");
        jdk("old", "17.0.1");

        assertThat(launch(Map.of("CAXTON_JAVA_HOME", at("own"), "JAVA_HOME", at("places/25")))
                        .out())
                .contains("jdk " + at("own"));
        Ran refused = launch(Map.of("CAXTON_JAVA_HOME", at("old")));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("expected a JDK 25 or newer");
    }

    @Test
    void javaOfThePathIsTheLastResort() throws Exception {
        jdk("path", "25.0.1");
        Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(directory.resolve("bin/java"), Path.of(at("path"), "bin", "java"));

        assertThat(launch(Map.of("PATH", at("bin") + ":" + System.getenv("PATH")))
                        .out())
                .contains("jdk " + at("path"));
    }

    @Test
    void withoutJavaItSaysHowToGetOne() throws Exception {
        jdk("places/17", "17.0.1");

        Ran ran = launch(Map.of("PATH", everythingButJava()));

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("no JDK 25 or newer", "CAXTON_JAVA_HOME");
    }

    @Test
    void rememberedJavaIsLookedAtAgain() throws Exception {
        jdk("places/25", "25.0.3");
        launch(Map.of());
        assertThat(home.resolve(".caxton/java-home")).hasContent(at("places/25"));
        Files.writeString(Path.of(at("places/25"), "release"), "JAVA_VERSION=\"17\"\n");
        jdk("places/26", "26");

        assertThat(launch(Map.of()).out()).contains("jdk " + at("places/26"));
    }

    @Test
    void argumentsArriveAsTheyWereWritten() throws Exception {
        jdk("places/25", "25.0.3");

        assertThat(launch(Map.of(), "agents", "message", "a b", "", "*").out())
                .contains("arg agents\narg message\narg a b\narg \narg *\n");
    }

    @Test
    void serversRunWithEverythingAndCommandsWithLittle() throws Exception {
        jdk("places/25", "25.0.3");

        assertThat(launch(Map.of(), "agents", "list").out())
                .contains("arg -XX:TieredStopAtLevel=1", "caxton-embedded-cli.jar");
        for (String start : List.of("start", "serve", "server start", "--data-dir d start")) {
            assertThat(launch(Map.of("CAXTON_JAVA_OPTS", "-Xmx1g -Da=b"), start.split(" "))
                            .out())
                    .as(start)
                    .doesNotContain("TieredStopAtLevel", "caxton-embedded-cli.jar")
                    .contains("arg -Xmx1g\narg -Da=b\n");
        }
        assertThat(launch(Map.of(), "start", "--help").out()).contains("TieredStopAtLevel");
        assertThat(launch(Map.of(), "service", "start").out()).contains("TieredStopAtLevel");
    }

    @Test
    void itFindsItselfThroughLinks() throws Exception {
        jdk("places/25", "25.0.3");
        Path link = directory.resolve("one");
        Files.createSymbolicLink(link, Path.of("two"));
        Files.createSymbolicLink(directory.resolve("two"), Path.of("home", "caxton"));

        assertThat(run(link.toString(), Map.of(), "version").out()).contains(home + "/caxton-embedded-cli.jar");
    }

    @Test
    void cacheIsUsedOnlyWhileItIsNewerThanTheJar() throws Exception {
        jdk("places/25", "25.0.3");
        Files.createDirectory(home.resolve(".caxton"));
        Path cache = Files.writeString(home.resolve(".caxton/cli-25.0.3.aot"), "");
        Files.setLastModifiedTime(
                cache,
                java.nio.file.attribute.FileTime.from(java.time.Instant.now().plusSeconds(60)));

        assertThat(launch(Map.of(), "version").out()).contains("arg -XX:AOTCache=" + cache);
        Files.setLastModifiedTime(cache, java.nio.file.attribute.FileTime.fromMillis(0));
        assertThat(launch(Map.of(), "version").out()).doesNotContain("-XX:AOTCache=");
    }

    /** The programs of the system, in one directory, without the Java that it may have. */
    private String everythingButJava() throws IOException {
        Path tools = Files.createDirectory(directory.resolve("tools"));
        for (Path place : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
            try (Stream<Path> programs = Files.list(place)) {
                for (Path program : programs.toList()) {
                    Path link = tools.resolve(program.getFileName().toString());
                    if (!link.endsWith("java") && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            }
        }
        return tools.toString();
    }

    private Ran launch(Map<String, String> environment, String... words) throws Exception {
        return run(home.resolve("caxton").toString(), environment, words);
    }

    private Ran run(String launcher, Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(List.of(words));
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CAXTON_") || name.equals("JAVA_HOME"));
        builder.environment().put("CAXTON_JDK_PLACES", at("places"));
        // A cache would be made by a JDK that only says who it is.
        builder.environment().put("CAXTON_NO_CACHE", "yes");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(err));
    }

    private String at(String path) {
        return directory.resolve(path).toString();
    }

    private void jdk(String path, String version) throws IOException {
        Path jdk = directory.resolve(path);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho \"jdk " + jdk + "\"\nprintf 'arg %s\\n' \"$@\"\n");
        executable(jdk.resolve("bin/java"));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
