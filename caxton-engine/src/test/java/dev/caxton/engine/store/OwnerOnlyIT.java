package dev.caxton.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in a directory that everybody may look into, as one made by hand usually is. */
class OwnerOnlyIT {

    @TempDir
    Path directory;

    @BeforeEach
    void letEverybodyIn() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void keepsADatabaseItsLogAndItsCopyFromOthers() throws IOException {
        Path file = directory.resolve("notes.db");
        try (Database database = Database.open(Notes.options(file))) {
            database.write(new Operation(UUID.randomUUID().toString(), "test", Notes.NOW), new Notes.Add("a"));
            OnlineBackup.copy(file, directory.resolve("copy.db"));

            assertThat(permissions()).containsOnlyKeys("copy.db", "notes.db", "notes.db-shm", "notes.db-wal");
            assertThat(permissions().values()).containsOnly("rw-------");
        }
    }

    @Test
    void leavesThePermissionsOfADatabaseThatIsThere() throws IOException {
        Path file = directory.resolve("notes.db");
        Database.open(Notes.options(file)).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        Database.open(Notes.options(file)).close();

        assertThat(permissions()).containsEntry("notes.db", "rw-r-----");
    }

    @Test
    void keepsAReplacedFileFromOthersWhateverItWas() throws IOException {
        Path file = Files.writeString(directory.resolve("index"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        DurableFiles.replace(file, out -> out.write('n'));

        assertThat(file).hasContent("n");
        assertThat(permissions()).containsEntry("index", "rw-------");
    }

    private TreeMap<String, String> permissions() throws IOException {
        TreeMap<String, String> found = new TreeMap<>();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                found.put(
                        file.getFileName().toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return found;
    }
}
