package dev.caxton.engine.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.config.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The admin key that a server makes for itself, in a file of the data directory that only its owner reads. Whoever can
 * read that directory owns the data anyway; the local command line finds the key there.
 */
public final class AdminKey {

    /** Name of the file in the data directory. */
    public static final String FILE = "admin.key";

    private AdminKey() {}

    /** The key of a data directory; empty if there is none. */
    public static Optional<String> read(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            String key = Files.readString(file).strip();
            if (key.isEmpty()) {
                throw CaxtonException.of(
                        ProblemType.INVALID_CONFIGURATION,
                        file + " is empty, expected a key",
                        "Delete it, and the next start makes a new key.");
            }
            return Optional.of(key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** The key of a data directory; it is made if there is none. */
    public static String provide(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(dataDir, OwnerOnly.directory(dataDir));
                write(file);
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
        return read(dataDir).orElseThrow();
    }

    static void delete(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    static Instant madeAt(Path dataDir) {
        try {
            return Files.getLastModifiedTime(dataDir.resolve(FILE)).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // it was just deleted; then nobody asks again
        }
    }

    private static void write(Path file) throws IOException {
        String key = Token.random(new SecureRandom()) + '\n';
        try (SeekableByteChannel out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.file(file))) {
            out.write(ByteBuffer.wrap(key.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static CaxtonException failed(Path file, IOException cause) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.INVALID_CONFIGURATION,
                        file + " cannot be read or written: " + cause.getMessage(),
                        "The server keeps its admin key there; see to the permissions of the data directory."),
                cause);
    }
}
