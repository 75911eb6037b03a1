package dev.caxton.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.config.OwnerOnly;
import dev.caxton.wire.ServerAddress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The directory with all data, owned by one process at a time through a lock on {@code caxton.lock}.
 *
 * <p>The lock ends with the process, however it ends. Open this before any database in the directory, and close it
 * after them. Thread-safe.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK_FILE = "caxton.lock";

    /** Far behind the text, so that others can read who owns the directory on systems with mandatory locks. */
    private static final long LOCKED_BYTE = 1L << 40;

    private static final int MAX_OWNER_BYTES = 4096;

    private final Path path;
    private final Clock clock;
    private final Instant opened;
    private final RandomAccessFile lockFile;
    private final FileLock lock;
    private final String claim;

    private DataDirectory(Path path, Clock clock, RandomAccessFile lockFile, FileLock lock, String claim) {
        this.path = path;
        this.clock = clock;
        opened = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.lockFile = lockFile;
        this.lock = lock;
        this.claim = claim;
    }

    /**
     * Takes a directory, creating it (for its owner only) where it is missing.
     *
     * @throws CaxtonException with {@code DATA_DIRECTORY_IN_USE} naming the owner, or {@code INVALID_CONFIGURATION}
     *     where the directory cannot be written
     */
    public static DataDirectory open(Path directory, Clock clock) {
        Path path = create(directory);
        // Closing a second descriptor of the lock file would drop this process's lock, so a second open in this process
        // must fail before it touches the file. System properties are shared by all class loaders of the process.
        String claim = "dev.caxton.data_directory:" + path;
        Object holder = System.getProperties().putIfAbsent(claim, claimant());
        if (holder != null) {
            throw inUse(path, DirectoryOwner.current("", null).describe() + ", which is this one, by " + holder);
        }
        boolean taken = false;
        try {
            DataDirectory opened = lock(path, clock, claim);
            taken = true;
            return opened;
        } catch (IOException e) {
            throw unwritable(directory, e);
        } finally {
            if (!taken) {
                System.getProperties().remove(claim);
            }
        }
    }

    public Path path() {
        return path;
    }

    /** A file or directory in it, such as {@code memory.db}; an absolute path stays as it is. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** {@code memory.db}: knowledge. */
    public Path memoryDatabase() {
        return path.resolve("memory.db");
    }

    /** {@code caxton.db}: what the platform does. */
    public Path platformDatabase() {
        return path.resolve("caxton.db");
    }

    /** {@code runtime/}: native libraries, the model, caches; created by whoever needs it. */
    public Path runtime() {
        return path.resolve("runtime");
    }

    /**
     * Writes {@code server.json}, by which the command line finds this server.
     *
     * @param certificate PEM file of the certificate that it shows; null without TLS
     */
    public ServerAddress announce(URI url, @Nullable Path certificate) {
        ServerAddress address = new ServerAddress(
                ProcessHandle.current().pid(), url, clock.instant().truncatedTo(ChronoUnit.MILLIS), certificate);
        try {
            writeOwner(url.toString());
            DurableFiles.replace(ServerAddress.fileIn(path), address.toJson());
        } catch (IOException e) {
            throw unwritable(path, e);
        }
        return address;
    }

    /** Removes {@code server.json} and lets the next process in. */
    @Override
    public void close() {
        try (lockFile;
                lock) {
            Files.deleteIfExists(ServerAddress.fileIn(path));
            lockFile.setLength(0);
        } catch (IOException e) {
            throw unwritable(path, e);
        } finally {
            System.getProperties().remove(claim);
        }
    }

    private static DataDirectory lock(Path path, Clock clock, String claim) throws IOException {
        // Not a FileChannel: writing to one from an interrupted thread closes it, and with it goes the lock.
        RandomAccessFile lockFile = new RandomAccessFile(path.resolve(LOCK_FILE).toFile(), "rw");
        try {
            FileLock lock = lockFile.getChannel().tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw inUse(path, DirectoryOwner.parse(text(lockFile)).describe());
            }
            DataDirectory directory = new DataDirectory(path, clock, lockFile, lock, claim);
            directory.writeOwner("");
            return directory;
        } catch (OverlappingFileLockException e) {
            lockFile.close();
            throw inUse(path, DirectoryOwner.current("", null).describe());
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private void writeOwner(String url) throws IOException {
        lockFile.setLength(0);
        lockFile.seek(0);
        lockFile.write(DirectoryOwner.current(url, opened).toText().getBytes(UTF_8));
        lockFile.getFD().sync();
    }

    private static String text(RandomAccessFile lockFile) throws IOException {
        byte[] content = new byte[(int) Math.min(MAX_OWNER_BYTES, lockFile.length())];
        lockFile.seek(0);
        lockFile.readFully(content);
        return new String(content, UTF_8);
    }

    private static Path create(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, OwnerOnly.directory(directory));
                DurableFiles.syncDirectory(DurableFiles.directoryOf(directory));
            }
            if (!Files.isWritable(directory)) {
                throw unwritable(directory, null);
            }
            return directory.toRealPath();
        } catch (FileAlreadyExistsException e) {
            throw CaxtonException.of(
                    Problem.of(
                            ProblemType.INVALID_CONFIGURATION,
                            "Data directory " + directory + " is no directory, expected one or nothing at this path",
                            "Remove what is there, or choose another path with --data-dir."),
                    e);
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    /** What this application is called in its process: application servers name class loaders after deployments. */
    private static String claimant() {
        ClassLoader loader = DataDirectory.class.getClassLoader();
        String name = loader == null ? null : loader.getName();
        return name == null || name.equals("app") ? "another engine" : name;
    }

    private static CaxtonException inUse(Path path, String owner) {
        return CaxtonException.of(
                ProblemType.DATA_DIRECTORY_IN_USE,
                "Data directory " + path + " is in use by " + owner,
                "Stop that server first, talk to it over HTTP, or choose another data directory.");
    }

    private static CaxtonException unwritable(Path directory, @Nullable IOException cause) {
        Problem problem = Problem.of(
                ProblemType.INVALID_CONFIGURATION,
                "Data directory " + directory + " cannot be written"
                        + (cause == null ? "" : ": " + cause.getClass().getSimpleName() + " " + cause.getMessage()),
                "Give this user a directory of its own on a local disk.");
        return CaxtonException.of(problem, cause);
    }
}
