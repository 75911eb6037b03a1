package dev.caxton.engine;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.store.DataDirectory;
import dev.caxton.engine.store.DatabaseLock;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the knowledge is kept, which {@code memory.sqlite_path} may put outside the data directory. */
final class MemoryFile {

    private MemoryFile() {}

    /** The file; one outside the data directory is locked until closing. */
    static Path in(DataDirectory directory, String sqlitePath, Closing closing) {
        Path file = directory.resolve(sqlitePath).normalize();
        Path parent = file.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "memory.sqlite_path is '" + sqlitePath + "', expected a file in a directory that exists: " + parent
                            + " does not exist",
                    "Create that directory, or leave the key out to keep memory.db in the data directory.");
        }
        if (!file.startsWith(directory.path())) {
            closing.add("lock of " + file.getFileName(), DatabaseLock.take(file));
        }
        return file;
    }
}
