package dev.caxton.engine.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number of bytes.
 *
 * @param bytes the number, not negative
 */
public record ByteSize(long bytes) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,15}) ?([kmgt]?i?b)", Pattern.CASE_INSENSITIVE);

    private static final Map<String, Long> UNITS = Map.of(
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "tb", 1_000_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30,
            "tib", 1L << 40);

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes is " + bytes + ", expected 0 or more");
        }
    }

    /** That many times 1024 × 1024 bytes. */
    public static ByteSize mebibytes(long count) {
        return new ByteSize(count * 1024 * 1024);
    }

    /**
     * The size that a text such as {@code 512B}, {@code 10MB} (10 × 1000 × 1000) or {@code 64MiB} (64 × 1024 × 1024)
     * writes; null if it writes none, or more than a {@code long} holds.
     */
    public static @Nullable ByteSize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        Long unit = UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT));
        if (unit == null) {
            return null;
        }
        long count = Long.parseLong(matcher.group(1));
        return count > Long.MAX_VALUE / unit ? null : new ByteSize(count * unit);
    }

    /** The shortest text that {@link #parse} reads as this size. */
    @Override
    public String toString() {
        String[] names = {"TiB", "TB", "GiB", "GB", "MiB", "MB", "KiB", "kB"};
        for (String name : names) {
            long unit = UNITS.getOrDefault(name.toLowerCase(Locale.ROOT), 1L);
            if (bytes >= unit && bytes % unit == 0) {
                return bytes / unit + name;
            }
        }
        return bytes + "B";
    }
}
