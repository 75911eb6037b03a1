package dev.caxton.engine.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads SQLite's native library from a directory of ours, where it stays from one start to the next.
 *
 * <p>The driver alone would unpack it into the temporary folder at every start. The file's name ends in its CRC32C, so
 * that a damaged one is found and replaced. Where the directory cannot be written, the driver does it its own way.
 *
 * <p>The JVM binds a library file to one class loader until that loader is collected. A web application that is deployed
 * again, or beside another one, therefore gets a copy for itself, which is unlinked as soon as it is loaded: the system
 * keeps it for as long as it is mapped, and nothing piles up.
 */
final class NativeLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

    private static final String LIBRARY_PATH = "org.sqlite.lib.path";
    private static final String LIBRARY_NAME = "org.sqlite.lib.name";
    private static final String DRIVER_DIRECTORY = "org.sqlite.tmpdir";

    private static final String COPY_PREFIX = "copy-";

    /** Class loaders with SQLite of their own in one process; more than this are a leak, and not ours. */
    private static final int MOST_COPIES = 256;

    /** What the JVM knows and does not tell: whether the class loader of this class has the library. */
    private static final AtomicBoolean LOADED = new AtomicBoolean();

    private NativeLibrary() {}

    /** Loads the library unless that has happened; someone's own {@code org.sqlite.lib.path} is respected. */
    static void load(Path directory) {
        // The driver reads process-wide settings, once; its own lock keeps two databases from mixing theirs.
        synchronized (SQLiteJDBCLoader.class) {
            if (System.getProperty(LIBRARY_PATH) != null || LOADED.get()) {
                return;
            }
            Path library = null;
            try {
                library = free(installed(directory));
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue("directory", directory)
                        .setCause(e)
                        .log("SQLite's library cannot be kept there; each start unpacks it to the temporary folder");
            }
            loadFrom(library);
            LOADED.set(true);
            if (library != null && isCopy(library)) {
                unlink(library);
            }
        }
    }

    /** The library, or a copy of it where another class loader has the library; loaded either way. */
    private static Path free(Path library) throws IOException {
        if (!Objects.equals(SQLiteJDBCLoader.class.getClassLoader(), NativeLibrary.class.getClassLoader())) {
            return library; // the driver is shared by applications and loads the library for all of them
        }
        Path candidate = library;
        for (int number = 2; !isFree(candidate); number++) {
            if (isCopy(candidate)) {
                unlink(candidate);
            }
            if (number > MOST_COPIES) {
                throw new IOException("more than " + MOST_COPIES + " class loaders of this process hold SQLite");
            }
            candidate = library.resolveSibling(COPY_PREFIX + number + "-of-" + library.getFileName());
            Files.copy(library, candidate, StandardCopyOption.REPLACE_EXISTING);
        }
        return candidate;
    }

    /** Whether this class loader can have a file; loads it if so. */
    @SuppressWarnings("restricted")
    static boolean isFree(Path library) {
        try {
            System.load(library.toAbsolutePath().toString());
            return true;
        } catch (UnsatisfiedLinkError e) {
            if (String.valueOf(e.getMessage()).contains("another classloader")) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isCopy(Path library) {
        return String.valueOf(library.getFileName()).startsWith(COPY_PREFIX);
    }

    private static void unlink(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            // Windows does not delete what is mapped; the copy is replaced when its number comes up again.
            LOG.debug("a copy of SQLite's library stays until it is needed again file={}: {}", copy, e.toString());
        }
    }

    private static void loadFrom(@Nullable Path library) {
        String driverDirectory = System.getProperty(DRIVER_DIRECTORY);
        try {
            if (library != null) {
                Path directory = library.toAbsolutePath().getParent();
                System.setProperty(LIBRARY_PATH, String.valueOf(directory));
                System.setProperty(LIBRARY_NAME, String.valueOf(library.getFileName()));
                // Used where the library does not load from there.
                System.setProperty(DRIVER_DIRECTORY, String.valueOf(directory));
            }
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new IllegalStateException("SQLite's native library cannot be loaded", e);
        } finally {
            // Another application in this process may bring its own driver.
            System.clearProperty(LIBRARY_PATH);
            System.clearProperty(LIBRARY_NAME);
            if (driverDirectory == null) {
                System.clearProperty(DRIVER_DIRECTORY);
            } else {
                System.setProperty(DRIVER_DIRECTORY, driverDirectory);
            }
        }
    }

    /** The intact library in a directory, unpacking it where there is none. */
    static Path installed(Path directory) throws IOException {
        // Not "sqlite-": the driver deletes what begins like its own unpacked files.
        String prefix = "native-sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + platform() + "-";
        Files.createDirectories(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, prefix + "*.lib")) {
            for (Path file : files) {
                if (file.endsWith(prefix + crc(Files.readAllBytes(file)) + ".lib")) {
                    return file;
                }
                Files.delete(file);
            }
        }
        return install(directory, prefix);
    }

    private static Path install(Path directory, String prefix) throws IOException {
        byte[] content = content();
        Path unfinished = Files.createTempFile(directory, "native-sqlite-", ".tmp");
        try {
            Files.write(unfinished, content);
            return Files.move(
                    unfinished,
                    directory.resolve(prefix + crc(content) + ".lib"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static byte[] content() throws IOException {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException("the driver has no " + resource);
            }
            return in.readAllBytes();
        }
    }

    private static String platform() {
        String platform = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
        return platform.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String crc(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
