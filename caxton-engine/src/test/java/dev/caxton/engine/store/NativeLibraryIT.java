package dev.caxton.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryIT {

    @TempDir
    Path directory;

    @Test
    void unpacksTheLibraryOnce() throws IOException {
        Path first = NativeLibrary.installed(directory.resolve("runtime"));
        FileTime unpacked = Files.getLastModifiedTime(first);

        assertThat(NativeLibrary.installed(directory.resolve("runtime"))).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(unpacked);
        assertThat(first.getFileName().toString()).matches("native-sqlite-[0-9.]+-.+-[0-9a-f]{8}\\.lib");
        assertThat(files()).containsExactly(first);
    }

    @Test
    void replacesADamagedLibrary() throws IOException {
        Path library = NativeLibrary.installed(directory.resolve("runtime"));
        byte[] intact = Files.readAllBytes(library);
        byte[] damaged = intact.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(library, damaged);

        assertThat(NativeLibrary.installed(directory.resolve("runtime"))).isEqualTo(library);
        assertThat(library).hasBinaryContent(intact);
        assertThat(files()).containsExactly(library);
    }

    @Test
    void sitsWhereTheDriverDoesNotCleanUp() throws IOException {
        // The driver deletes what begins with "sqlite-" and its version, and has no lock file beside it.
        assertThat(NativeLibrary.installed(directory.resolve("runtime"))
                        .getFileName()
                        .toString())
                .doesNotStartWith("sqlite-");
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatIOException().isThrownBy(() -> NativeLibrary.installed(file));
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(directory.resolve("runtime"))) {
            return files.toList();
        }
    }
}
