package dev.caxton.engine.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Pieces of texts that are to be forgotten: short enough to lie whole on a page of a file, long enough to be told from other
 * texts.
 */
final class Traces {

    private static final int PIECE = 24;
    private static final int MOST_PIECES_OF_A_TEXT = 16;
    private static final int MOST_PIECES = 4_000;

    private final Set<String> pieces = new LinkedHashSet<>();

    /** Adds a text; of a long one, pieces spread over it. */
    void add(String text) {
        int count = Math.max(1, text.length() / PIECE);
        int step = Math.max(1, count / MOST_PIECES_OF_A_TEXT);
        for (int i = 0; i < count && pieces.size() < MOST_PIECES; i += step) {
            int from = whole(text, i * PIECE);
            int to = i == count - 1 ? text.length() : whole(text, from + PIECE);
            pieces.add(text.substring(from, Math.min(to, from + 2 * PIECE)));
        }
    }

    /** The same place, or one further where it would cut a character. */
    private static int whole(String text, int at) {
        boolean cut = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
        return cut ? at + 1 : at;
    }

    void removeIf(java.util.function.Predicate<String> known) {
        pieces.removeIf(known);
    }

    List<String> pieces() {
        return List.copyOf(pieces);
    }

    List<byte[]> bytes() {
        List<byte[]> bytes = new ArrayList<>();
        pieces.forEach(piece -> bytes.add(piece.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }
}
