package dev.caxton.engine.agent.builtin.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.engine.tool.ToolFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryAgentFilesTest {

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path data;

    private AgentFiles files;

    @BeforeEach
    void create() {
        files = new DirectoryAgentFiles(data);
    }

    private static void failsWith(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ToolFailedException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
    }

    @Test
    void writesReadsListsAndDeletes() {
        assertThat(files.write("clerk", "reports/july 1.txt", TEXT)).isEqualTo("files/clerk/reports/july 1.txt");
        files.write("clerk", "a.txt", "other".getBytes(StandardCharsets.UTF_8));
        files.write("clerk", "a.txt", TEXT);

        assertThat(files.read("clerk", "a.txt")).isEqualTo(TEXT);
        assertThat(files.list("clerk"))
                .extracting(AgentFiles.Entry::path)
                .containsExactly("a.txt", "reports/july 1.txt");

        files.delete("clerk", "a.txt");
        failsWith("no_such_file", () -> files.read("clerk", "a.txt"));
        failsWith("no_such_file", () -> files.delete("clerk", "a.txt"));
    }

    @Test
    void keepsAgentsApart() {
        files.write("clerk", "a.txt", TEXT);

        assertThat(files.list("other")).isEmpty();
        failsWith("no_such_file", () -> files.read("other", "a.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../x",
                "a/../b",
                "a/./b",
                "/etc/passwd",
                "//x",
                "a//b",
                "a/",
                "\\x",
                "a\\b",
                "..\\x",
                "C:\\x",
                "C:x",
                "~",
                "~/x",
                ".hidden",
                "a/.hidden",
                "-x",
                " x",
                "x ",
                "x.",
                "a\0b",
                "a\nb",
                "a:b",
                "a*b",
                "a?b",
                "a|b",
                "a<b",
                "CON",
                "con.txt",
                "Nul",
                "aux.csv",
                "com1",
                "LPT9.log",
                "x.half-written",
                "%2e%2e/x",
                "..%2fx",
                "a/b/c/d/e/f/g/h/i",
                "\u202Egnp.txt",
                "\uFF0E\uFF0E/x",
                "․․/x"
            })
    void refusesPathsThatLeadAwayOrMeanSomethingElse(String path) throws Exception {
        failsWith("invalid_path", () -> files.write("clerk", path, TEXT));
        failsWith("invalid_path", () -> files.read("clerk", path));
        failsWith("invalid_path", () -> files.delete("clerk", path));
        try (Stream<Path> all = Files.walk(data)) {
            assertThat(all.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "a/b", "../clerk", "A", "\0"})
    void refusesAgentsWhoseNameIsNoDirectory(String agent) {
        failsWith("invalid_path", () -> files.write(agent, "a.txt", TEXT));
    }

    @Test
    void refusesLinksToFilesAndDirectories() throws Exception {
        Path secret = Files.writeString(data.resolve("secret.txt"), "secret");
        Path outside = Files.createDirectory(data.resolve("outside"));
        Path own = Files.createDirectories(data.resolve("files/clerk"));
        Files.createSymbolicLink(own.resolve("link.txt"), secret);
        Files.createSymbolicLink(own.resolve("dir"), outside);

        failsWith("invalid_path", () -> files.read("clerk", "link.txt"));
        failsWith("invalid_path", () -> files.write("clerk", "link.txt", TEXT));
        failsWith("invalid_path", () -> files.delete("clerk", "link.txt"));
        failsWith("invalid_path", () -> files.write("clerk", "dir/x.txt", TEXT));
        assertThat(files.list("clerk")).isEmpty();
        assertThat(secret).hasContent("secret");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void refusesAnAgentsDirectoryThatIsALink() throws Exception {
        Path outside = Files.createDirectory(data.resolve("outside"));
        Files.createDirectories(data.resolve("files"));
        Files.createSymbolicLink(data.resolve("files/clerk"), outside);

        failsWith("invalid_path", () -> files.write("clerk", "a.txt", TEXT));
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        failsWith("too_large", () -> files.write("clerk", "big.bin", new byte[10_000_001]));
    }

    @Test
    void refusesMoreThanAnAgentMayKeep() {
        byte[] nineMegabytes = new byte[9_000_000];
        for (int i = 0; i < 11; i++) {
            files.write("clerk", "big" + i, nineMegabytes);
        }

        failsWith("storage_full", () -> files.write("clerk", "big11", nineMegabytes));
        files.write("clerk", "big10", nineMegabytes);
        files.write("other", "big", nineMegabytes);
    }

    @Test
    void refusesToReplaceADirectory() {
        files.write("clerk", "dir/a.txt", TEXT);

        failsWith("invalid_path", () -> files.write("clerk", "dir", TEXT));
    }
}
