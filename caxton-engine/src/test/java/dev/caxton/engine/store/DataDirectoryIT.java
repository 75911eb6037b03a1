package dev.caxton.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.caxton.api.ConflictException;
import dev.caxton.api.InvalidRequestException;
import dev.caxton.api.ProblemType;
import dev.caxton.wire.ServerAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryIT {

    private static final Clock CLOCK = Clock.fixed(Notes.NOW, ZoneOffset.UTC);

    @TempDir
    Path parent;

    @Test
    void createsTheDirectoryForItsOwnerOnly() throws IOException {
        try (DataDirectory directory = DataDirectory.open(parent.resolve("a/data"), CLOCK)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
                    .isEqualTo("rwx------");
            assertThat(directory.memoryDatabase()).isEqualTo(directory.path().resolve("memory.db"));
            assertThat(directory.platformDatabase()).isEqualTo(directory.path().resolve("caxton.db"));
            assertThat(directory.path().resolve("caxton.lock"))
                    .content()
                    .contains("pid=" + ProcessHandle.current().pid())
                    .contains("host=")
                    .contains("started=2026-11-22T10:15:30Z");
        }
    }

    @Test
    void refusesASecondOwnerInThisProcessAndKeepsTheFirst() throws Exception {
        Path data = parent.resolve("data");
        try (DataDirectory first = DataDirectory.open(data, CLOCK)) {
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> DataDirectory.open(parent.resolve("data/../data"), CLOCK))
                    .matches(e -> e.type() == ProblemType.DATA_DIRECTORY_IN_USE)
                    .withMessageContaining("process " + ProcessHandle.current().pid());

            // The refused attempt must not have dropped the lock against other processes.
            try (ChildJvm other =
                    new ChildJvm(DataDirectoryChild.class, first.path().toString())) {
                assertThat(other.line()).isNull();
            }
        }
        DataDirectory.open(data, CLOCK).close();
    }

    @Test
    void refusesADirectoryThatAnotherProcessOwnsUntilItDies() throws Exception {
        Path data = parent.resolve("data");
        try (ChildJvm owner = new ChildJvm(DataDirectoryChild.class, data.toString())) {
            assertThat(owner.line()).isEqualTo("open " + data.toRealPath());

            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> DataDirectory.open(data, CLOCK))
                    .matches(e -> e.type() == ProblemType.DATA_DIRECTORY_IN_USE && e.hint() != null)
                    .withMessageContaining("process " + owner.pid());

            owner.kill();
            DataDirectory.open(data, CLOCK).close();
        }
    }

    @Test
    void refusesAPathThatIsAFile() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "x");

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> DataDirectory.open(file, CLOCK))
                .matches(e -> e.type() == ProblemType.INVALID_CONFIGURATION)
                .withMessageContaining(file.toString());
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> DataDirectory.open(file.resolve("data"), CLOCK));
    }

    @Test
    void announcesTheServerWhileItRuns() throws IOException {
        Path data = parent.resolve("data");
        try (DataDirectory directory = DataDirectory.open(data, Clock.systemUTC())) {
            assertThat(ServerAddress.read(data)).isEmpty();

            ServerAddress announced = directory.announce(URI.create("http://127.0.0.1:8080"), null);

            assertThat(ServerAddress.read(data)).contains(announced);
            assertThat(announced.isAlive()).isTrue();
            assertThat(announced.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(data.resolve("caxton.lock")).content().contains("url=http://127.0.0.1:8080");
        }
        assertThat(ServerAddress.read(data)).isEmpty();
    }

    @Test
    void anInterruptedThreadDoesNotLoseTheLock() throws Exception {
        try (DataDirectory directory = DataDirectory.open(parent.resolve("data"), CLOCK)) {
            Thread.currentThread().interrupt();
            try {
                directory.announce(URI.create("http://127.0.0.1:8080"), null);
            } catch (InvalidRequestException e) {
                // Writing server.json may fail when interrupted.
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            try (ChildJvm other =
                    new ChildJvm(DataDirectoryChild.class, directory.path().toString())) {
                assertThat(other.line()).isNull();
            }
        }
    }

    @Test
    void tellsAServerThatIsGone() throws Exception {
        long pid;
        try (ChildJvm child =
                new ChildJvm(DataDirectoryChild.class, parent.resolve("data").toString())) {
            pid = child.pid();
        }

        assertThat(new ServerAddress(
                                pid,
                                URI.create("http://127.0.0.1:1"),
                                Clock.systemUTC().instant())
                        .isAlive())
                .isFalse();
    }

    @Test
    void tellsALaterProcessWithTheSameNumber() {
        ServerAddress longAgo = new ServerAddress(
                ProcessHandle.current().pid(),
                URI.create("http://127.0.0.1:1"),
                Clock.systemUTC().instant().minusSeconds(86_400));

        assertThat(longAgo.isAlive()).isFalse();
    }

    @Test
    void ignoresAServerFileThatIsNotOurs() throws IOException {
        for (String content : new String[] {"", "{}", "{\"pid\":1,\"url\":\"a b\",\"started\":\"x\"}", "\u0000"}) {
            Files.writeString(ServerAddress.fileIn(parent), content);

            assertThat(ServerAddress.read(parent)).isEmpty();
        }
    }
}
