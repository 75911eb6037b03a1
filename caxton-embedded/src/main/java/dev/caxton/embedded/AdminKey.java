package dev.caxton.embedded;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The key of a server that serves more than its own machine, in a file that only its owner reads. */
final class AdminKey {

    /** Name of the file in the data directory. */
    static final String FILE = "admin.key";

    private static final int RANDOM_BYTES = 32;

    private AdminKey() {}

    /** The key of a data directory; it is made if there is none. */
    static String of(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(dataDir, ownerOnly("rwx------"));
                write(file);
            }
            String key = Files.readString(file).strip();
            if (key.isEmpty()) {
                throw CaxtonException.of(
                        ProblemType.INVALID_CONFIGURATION,
                        file + " is empty, expected a key",
                        "Delete it, and the next start makes a new key.");
            }
            return key;
        } catch (IOException e) {
            throw CaxtonException.of(
                    Problem.of(
                            ProblemType.INVALID_CONFIGURATION,
                            file + " cannot be read or written: " + e.getMessage(),
                            "The server listens beyond this machine and needs it to keep its key."),
                    e);
        }
    }

    private static void write(Path file) throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String key = "cax_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random) + '\n';
        try (SeekableByteChannel out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"))) {
            out.write(ByteBuffer.wrap(key.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
