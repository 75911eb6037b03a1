package dev.caxton.embedded.install;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * An entry of a tar archive.
 *
 * @param name path without a leading {@code ./} and trailing slash
 * @param type {@code 0} file, {@code 2} symbolic link, {@code 5} directory
 * @param mode permissions
 * @param owner user and group number and name, as {@code 0:0 root:root}
 * @param modified time of the last change
 * @param size bytes
 * @param link where a link leads to
 * @param content of files below 1 MB; empty for larger ones
 */
record ArchiveEntry(
        String name, char type, int mode, String owner, Instant modified, long size, String link, byte[] content) {

    private static final int BLOCK = 512;
    private static final int KEPT = 1_000_000;

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The text of a file that is compressed. */
    String unpacked() throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Every entry by its name, in the order of the archive. */
    static Map<String, ArchiveEntry> read(InputStream tar) {
        Map<String, ArchiveEntry> entries = new LinkedHashMap<>();
        String longName = null;
        try {
            for (byte[] head = tar.readNBytes(BLOCK); head.length == BLOCK && head[0] != 0; ) {
                long size = number(head, 124, 12);
                char type = (char) head[156];
                byte[] content = size < KEPT ? tar.readNBytes((int) size) : new byte[0];
                tar.skipNBytes((size < KEPT ? 0 : size) + (BLOCK - size % BLOCK) % BLOCK);
                if (type == 'L') { // the name of the next entry, as GNU tar writes it
                    longName = text(content, 0, content.length);
                } else if (type == 'x') { // the same, as POSIX has it
                    longName = path(new String(content, StandardCharsets.UTF_8), longName);
                } else {
                    String prefix = text(head, 257, 8).equals("ustar") ? text(head, 345, 155) : "";
                    String shortName = text(head, 0, 100);
                    String name = longName != null ? longName : prefix.isEmpty() ? shortName : prefix + '/' + shortName;
                    name = name.replaceFirst("^\\./", "").replaceFirst("/$", "");
                    entries.put(name, entry(name, head, type, size, content));
                    longName = null;
                }
                head = tar.readNBytes(BLOCK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private static ArchiveEntry entry(String name, byte[] head, char type, long size, byte[] content) {
        String owner = number(head, 108, 8) + ":" + number(head, 116, 8) + " " + text(head, 265, 32) + ":"
                + text(head, 297, 32);
        Instant modified = Instant.ofEpochSecond(number(head, 136, 12));
        return new ArchiveEntry(
                name, type, (int) number(head, 100, 8), owner, modified, size, text(head, 157, 100), content);
    }

    private static String path(String records, String otherwise) {
        return records.lines()
                .filter(line -> line.contains(" path="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElse(otherwise);
    }

    private static long number(byte[] head, int at, int length) {
        String digits = text(head, at, length).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }
}
