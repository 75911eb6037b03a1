package dev.caxton.engine.store;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second server away from a database file that lies outside the data directory, whose own lock does not cover it.
 * The lock is on {@code <file>.lock} and ends with the process, however it ends.
 */
public final class DatabaseLock implements AutoCloseable {

    private final FileChannel channel;

    private DatabaseLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a database file, which need not exist yet; its directory must.
     *
     * @throws CaxtonException with {@code DATA_DIRECTORY_IN_USE} if another server has it, or
     *     {@code INVALID_CONFIGURATION} where the lock file cannot be written
     */
    public static DatabaseLock take(Path file) {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new DatabaseLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw CaxtonException.of(
                    Problem.of(
                            ProblemType.INVALID_CONFIGURATION,
                            "Lock file " + lockFile + " cannot be written: " + e.getMessage(),
                            "The server's user must be able to write beside the database."),
                    e);
        }
        throw CaxtonException.of(
                ProblemType.DATA_DIRECTORY_IN_USE,
                "Database " + file + " is in use by another server",
                "Stop that server first, or give each server a file of its own.");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // a server of this process has it
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
