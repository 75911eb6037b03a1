package dev.caxton.engine.agent.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentFolderTest {

    private static final String GOOD = "---\nname: Good\nversion: 1.0.0\ncapabilities: [a]\nsystem_prompt: x\n---\n";

    @TempDir
    Path directory;

    private Path agents;
    private AgentFolder folder;

    @BeforeEach
    void open() throws IOException {
        agents = Files.createDirectory(directory.resolve("agents"));
        folder = new AgentFolder(agents, AgentFiles.PARSER, Clock.systemUTC());
        Files.writeString(agents.resolve("good.md"), GOOD);
    }

    /** What is wrong with a file, while the good one beside it is read all the same. */
    private String problemOf(String fileName) {
        List<FolderFile> files = assertTimeoutPreemptively(Duration.ofSeconds(120), () -> folder.read(name -> true));
        assertThat(files)
                .filteredOn(file -> file.fileName().equals("good.md"))
                .singleElement()
                .satisfies(file -> assertThat(file.parsed().definition()).isNotNull());
        FolderFile wrong = files.stream()
                .filter(file -> file.fileName().equals(fileName))
                .findFirst()
                .orElseThrow();
        assertThat(wrong.parsed().definition()).isNull();
        assertThat(wrong.parsed().errors()).hasSize(1);
        Violation violation = wrong.parsed().errors().getFirst();
        assertThat(violation.location()).startsWith("agents/");
        return violation.message();
    }

    @Test
    void refusesAPipeWithoutWaitingForIt() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", agents.resolve("pipe.md").toString()).start();
        assumeTrue(mkfifo.waitFor(120, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "this system has no mkfifo");

        assertThat(problemOf("pipe.md")).isEqualTo("is a pipe, socket or device, expected a regular file");
    }

    @Test
    void refusesADirectory() throws IOException {
        Files.createDirectory(agents.resolve("dir.md"));

        assertThat(problemOf("dir.md")).isEqualTo("is a directory, expected a regular file");
    }

    @Test
    void refusesLinksOutOfTheDirectory() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.md"), GOOD);
        Files.createSymbolicLink(agents.resolve("out.md"), secret);
        Files.createSymbolicLink(agents.resolve("passwd.md"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(agents.resolve("up.md"), Path.of("../secret.md"));
        Files.createSymbolicLink(agents.resolve("null.toml"), Path.of("/dev/zero"));
        Files.createSymbolicLink(agents.resolve("hop"), directory);

        folder.read(name -> true).stream()
                .filter(file -> !file.slug().equals("good"))
                .forEach(file -> assertThat(problemOf(file.fileName()))
                        .isEqualTo("file is a link that leaves the agents directory, which is not followed"));
    }

    @Test
    void followsLinksThatStayInside() throws IOException {
        Path inner = Files.createDirectory(agents.resolve("..data"));
        Files.writeString(inner.resolve("linked.md"), GOOD.replace("Good", "Linked"));
        Files.createSymbolicLink(agents.resolve("linked.md"), Path.of("..data/linked.md"));

        assertThat(folder.read(name -> true))
                .extracting(file -> file.slug() + " " + (file.parsed().definition() != null))
                .containsExactly("good true", "linked true");
    }

    @Test
    void followsTheDirectoryItselfWhereItIsALink() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), agents);

        assertThat(new AgentFolder(link, AgentFiles.PARSER, Clock.systemUTC()).read(name -> true))
                .singleElement()
                .satisfies(file -> assertThat(file.parsed().definition()).isNotNull());
    }

    @Test
    void refusesALinkToNowhereAndOneInACircle() throws IOException {
        Files.createSymbolicLink(agents.resolve("nowhere.md"), Path.of("missing.md"));
        Files.createSymbolicLink(agents.resolve("circle.md"), Path.of("circle.md"));

        assertThat(problemOf("nowhere.md")).isEqualTo("file is a link to something that does not exist");
        assertThat(problemOf("circle.md")).startsWith("cannot be read: ");
    }

    @Test
    void refusesOtherEncodings() throws IOException {
        Files.write(agents.resolve("utf16.md"), GOOD.getBytes(StandardCharsets.UTF_16));
        Files.write(agents.resolve("latin.md"), "---\nname: Müller\n---\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(agents.resolve("binary.md"), new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, (byte) 0xFE});

        assertThat(problemOf("utf16.md")).isEqualTo("file is UTF-16, expected UTF-8");
        assertThat(problemOf("latin.md")).isEqualTo("byte 0xFC is not UTF-8, expected text");
        assertThat(problemOf("binary.md")).isEqualTo("byte 0xFE is not UTF-8, expected text");
    }

    @Test
    void refusesLargeFilesWithoutReadingThem() throws IOException {
        Path huge = agents.resolve("huge.md");
        try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(4L << 30); // sparse
        }
        Files.write(agents.resolve("two.toml"), new byte[2 << 20]);

        assertThat(problemOf("huge.md")).isEqualTo("file has 4294967296 bytes, expected at most 1048576 (1 MiB)");
        assertThat(problemOf("two.toml")).isEqualTo("file has 2097152 bytes, expected at most 1048576 (1 MiB)");
    }

    @Test
    void refusesNulBytesAndEmptyFiles() throws IOException {
        Files.write(agents.resolve("zeros.md"), new byte[4096]);
        Files.createFile(agents.resolve("empty.md"));

        assertThat(problemOf("zeros.md")).isEqualTo("file contains a NUL byte, expected text");
        assertThat(problemOf("empty.md")).startsWith("file has no frontmatter");
    }

    @Test
    void refusesTricksInFileNames() throws IOException {
        Files.writeString(agents.resolve("CON.md"), GOOD);
        Files.writeString(agents.resolve("x".repeat(200) + ".md"), GOOD);
        Files.writeString(agents.resolve("a;b.md"), GOOD);
        Files.writeString(agents.resolve(" .md"), GOOD);

        assertThat(problemOf("CON.md")).contains("is the name of a device on Windows");
        assertThat(problemOf("x".repeat(200) + ".md")).isEqualTo("file name has 200 characters, expected 1 to 64");
        assertThat(problemOf("a;b.md")).startsWith("file name 'a;b' is not allowed");
        assertThat(problemOf(" .md")).startsWith("file name ' ' is not allowed");
    }

    @Test
    void passesOverFilesThatAreNoAgents() throws IOException {
        for (String name :
                List.of("README.md", "readme.md", "AGENTS.md", ".draft.md", "note.txt", "x.md~", "noextension")) {
            Files.writeString(agents.resolve(name), "anything");
        }

        assertThat(folder.read(name -> true)).extracting(FolderFile::fileName).containsExactly("good.md");
    }

    @Test
    void readsOnlyWhatChanged() throws IOException {
        Instant written = Instant.parse("2025-01-15T10:00:00Z");
        AgentFolder settled =
                new AgentFolder(agents, AgentFiles.PARSER, Clock.fixed(written.plusSeconds(60), ZoneOffset.UTC));
        Files.setLastModifiedTime(agents.resolve("good.md"), FileTime.from(written));
        FolderFile first = settled.read(name -> true).getFirst();

        assertThat(settled.read(name -> false).getFirst()).isSameAs(first);
        assertThat(settled.read("good.md"::equals).getFirst())
                .isNotSameAs(first)
                .isEqualTo(first);
        Files.setLastModifiedTime(agents.resolve("good.md"), FileTime.from(written.plusNanos(1_000)));
        assertThat(settled.read(name -> false).getFirst()).isNotSameAs(first);
    }

    @Test
    void readsAgainWhatWasWrittenJustBefore() throws IOException {
        Instant written = Instant.parse("2025-01-15T10:00:00Z");
        AgentFolder unsettled = new AgentFolder(agents, AgentFiles.PARSER, Clock.fixed(written, ZoneOffset.UTC));
        Files.setLastModifiedTime(agents.resolve("good.md"), FileTime.from(written));
        FolderFile first = unsettled.read(name -> true).getFirst();

        assertThat(unsettled.read(name -> false).getFirst()).isNotSameAs(first);
    }

    @Test
    void readsAgainWhenTheToolsChanged() throws IOException {
        Files.writeString(
                agents.resolve("good.md"), GOOD.replace("system_prompt", "tools: [csv_parser]\nsystem_prompt"));
        Files.setLastModifiedTime(agents.resolve("good.md"), FileTime.from(Instant.parse("2025-01-15T10:00:00Z")));
        AtomicReference<Set<String>> tools = new AtomicReference<>(Set.of("csv_parser"));
        AgentFolder changing = new AgentFolder(
                agents, new AgentFileParser(() -> new AgentFileRules(tools.get(), Set.of(), false)), Clock.systemUTC());
        assertThat(changing.read(name -> false).getFirst().parsed().definition())
                .isNotNull();

        tools.set(Set.of("http_client"));

        assertThat(changing.read(name -> false).getFirst().parsed().definition())
                .isNull();
    }

    @Test
    void saysThatTheDirectoryIsMissing() throws IOException {
        Files.delete(agents.resolve("good.md"));
        Files.delete(agents);

        assertThatThrownBy(() -> folder.read(name -> true))
                .isInstanceOfSatisfying(
                        CaxtonException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID_CONFIGURATION));
    }
}
