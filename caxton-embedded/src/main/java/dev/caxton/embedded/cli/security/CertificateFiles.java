package dev.caxton.embedded.cli.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.tls.CertifiedKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where certificates and keys are, and how they get there: whole or not at all, keys readable by their owner alone.
 *
 * @param certificate the certificate
 * @param key its private key
 */
record CertificateFiles(Path certificate, Path key) {

    private static final String CERTIFICATE_KEY = "server.tls.cert_path";
    private static final String PRIVATE_KEY_KEY = "server.tls.key_path";

    /** Those of the server: in the directory that was named, else where its configuration has them. */
    static CertificateFiles ofServer(Invocation invocation) {
        Path named = invocation.pathOption("--output");
        if (named != null) {
            return in(named, "server");
        }
        Path dataDir = invocation.pathOption("--data-dir");
        Map<String, String> configured = invocation
                .engine()
                .peek(
                        invocation.door().configFile(),
                        dataDir == null ? Map.of() : Map.of("server.data_dir", dataDir.toString()),
                        List.of(CERTIFICATE_KEY, PRIVATE_KEY_KEY));
        return new CertificateFiles(
                invocation.path(configured.getOrDefault(CERTIFICATE_KEY, "server.crt")),
                invocation.path(configured.getOrDefault(PRIVATE_KEY_KEY, "server.key")));
    }

    /** {@code NAME.crt} and {@code NAME.key} in a directory. */
    static CertificateFiles in(Path directory, String name) {
        return new CertificateFiles(directory.resolve(name + ".crt"), directory.resolve(name + ".key"));
    }

    /** The directory of the certificate. */
    Path directory() {
        Path parent = certificate.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /**
     * Writes both, the key first: a server that sees one of them only waits for the other.
     *
     * @throws CaxtonException of type {@code INVALID_ARGUMENT} if the directory cannot be written
     */
    void write(CertifiedKey content) {
        try {
            for (Path file : List.of(certificate, key)) {
                Path parent = file.getParent();
                if (parent != null && !Files.isDirectory(parent)) {
                    Files.createDirectories(parent, attributes("rwx------"));
                }
            }
            replace(key, content.keyPem(), "rw-------");
            replace(certificate, content.certificatePem(), "rw-r--r--");
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Moves what is there out of the way, under a name with a suffix; the new name of the certificate, if there was one. */
    boolean keepAside(String suffix) {
        try {
            boolean any = false;
            for (Path file : List.of(certificate, key)) {
                if (Files.exists(file)) {
                    Files.move(file, file.resolveSibling(file.getFileName() + suffix));
                    any = true;
                }
            }
            return any;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private CaxtonException unwritable(IOException cause) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.INVALID_ARGUMENT,
                        directory() + " cannot be written: " + cause,
                        "Name another directory with --output, or run this as its owner."),
                cause);
    }

    private static void replace(Path file, String text, String permissions) throws IOException {
        Path fresh = file.resolveSibling('.' + file.getFileName().toString() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel out = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(permissions))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
