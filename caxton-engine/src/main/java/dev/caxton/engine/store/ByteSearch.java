package dev.caxton.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds byte sequences in files, whatever is in them. Not for the files of an open database. */
public final class ByteSearch {

    /** Shorter sequences occur by chance. */
    public static final int SHORTEST = 6;

    private static final int BUFFER = 1 << 20;

    private final Map<Integer, List<byte[]>> byBeginning = new HashMap<>();
    private final boolean[] beginnings = new boolean[1 << 16];
    private final int longest;

    /**
     * Will look for these.
     *
     * @param sought those shorter than {@link #SHORTEST} are left out
     */
    public ByteSearch(Collection<byte[]> sought) {
        int most = 0;
        for (byte[] pattern : sought) {
            if (pattern.length >= SHORTEST) {
                int beginning = beginning(pattern, 0);
                beginnings[beginning] = true;
                byBeginning.merge(beginning, List.of(pattern), (a, b) -> {
                    byte[][] both = Arrays.copyOf(a.toArray(byte[][]::new), a.size() + 1);
                    both[a.size()] = b.getFirst();
                    return List.of(both);
                });
                most = Math.max(most, pattern.length);
            }
        }
        longest = most;
    }

    /** Whether a file holds any of them. */
    public boolean isIn(Path file) {
        if (longest == 0) {
            return false;
        }
        byte[] buffer = new byte[BUFFER + longest];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                int read = in.readNBytes(buffer, kept, BUFFER);
                int end = kept + read;
                if (isIn(buffer, end)) {
                    return true;
                }
                if (read < BUFFER) {
                    return false;
                }
                kept = longest - 1;
                System.arraycopy(buffer, end - kept, buffer, 0, kept);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isIn(byte[] buffer, int end) {
        for (int at = 0; at + SHORTEST <= end; at++) {
            int beginning = beginning(buffer, at);
            if (beginnings[beginning]) {
                for (byte[] pattern : byBeginning.getOrDefault(beginning, List.of())) {
                    int stop = at + pattern.length;
                    if (stop <= end && Arrays.equals(buffer, at, stop, pattern, 0, pattern.length)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static int beginning(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
