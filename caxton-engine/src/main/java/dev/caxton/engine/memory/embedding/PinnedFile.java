package dev.caxton.engine.memory.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a library on the class path that must lie on disk to be used, known by its checksum.
 *
 * @param resource absolute name on the class path
 * @param fileName its name on disk
 * @param bytes its size
 * @param sha256 its SHA-256 in hexadecimal
 */
record PinnedFile(String resource, String fileName, long bytes, String sha256) {

    private static final int BUFFER = 1 << 16;

    /**
     * Puts the file into a directory unless it is there already, whole and unaltered; a truncated or altered copy is
     * replaced. Safe against a crash; two at once in one directory are not expected, since a data directory has one
     * owner.
     *
     * @return where it is
     * @throws AbsentResourceException if the class path does not have it
     * @throws AlteredResourceException if the class path has another file under this name
     * @throws IOException if the directory cannot be written
     */
    Path installIn(Path directory) throws IOException {
        Path target = directory.resolve(fileName);
        if (isIntact(target)) {
            return target;
        }
        Files.createDirectories(directory);
        Path staged = directory.resolve(fileName + ".new");
        try {
            try (InputStream in = open();
                    FileChannel channel = FileChannel.open(
                            staged,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING);
                    DigestOutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest())) {
                in.transferTo(out);
                requirePinned(out.getMessageDigest());
                channel.force(true);
            }
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(staged);
        }
        return target;
    }

    /** Whether a file has this size and checksum. */
    boolean isIntact(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != bytes) {
            return false;
        }
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return matches(digest);
    }

    /** The bytes from the class path, checked. */
    byte[] read() throws IOException {
        try (InputStream in = open();
                DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest())) {
            byte[] content = in.readAllBytes();
            out.write(content);
            requirePinned(out.getMessageDigest());
            return content;
        }
    }

    private InputStream open() throws AbsentResourceException {
        InputStream in = PinnedFile.class.getResourceAsStream(resource);
        if (in == null) {
            throw new AbsentResourceException("resource " + resource + " is not on the class path");
        }
        return in;
    }

    private void requirePinned(MessageDigest digest) throws AlteredResourceException {
        if (!matches(digest)) {
            throw new AlteredResourceException(
                    "resource " + resource + " on the class path does not have SHA-256 " + sha256);
        }
    }

    private boolean matches(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).equals(sha256);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
