package dev.caxton.engine.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant. */
final class NearMiss {

    private NearMiss() {}

    /** "did you mean 'server.port'?" for the nearest of the known names, or null where none is near. */
    static @Nullable String hint(String written, Collection<String> known) {
        String nearest = of(written, known);
        return nearest == null ? null : "did you mean '" + nearest + "'?";
    }

    /** The known name nearest to the written one: few edits away, or the same last part under another section. */
    static @Nullable String of(String written, Collection<String> known) {
        String wanted = written.replace('-', '_');
        String nearest = null;
        int fewest = Math.min(3, wanted.length() / 8 + 1) + 1;
        for (String name : known) {
            int edits = edits(wanted, name, fewest);
            if (edits < fewest) {
                fewest = edits;
                nearest = name;
            }
        }
        if (nearest != null) {
            return nearest;
        }
        String last = wanted.substring(wanted.lastIndexOf('.') + 1);
        return known.stream()
                .filter(name -> name.endsWith("." + last) || wanted.startsWith(name + "."))
                .findFirst()
                .orElse(null);
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other, up to a bound. */
    private static int edits(String a, String b, int bound) {
        if (Math.abs(a.length() - b.length()) >= bound) {
            return bound;
        }
        int[] before = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] spare = before;
            before = above;
            above = row;
            row = spare;
        }
        return above[b.length()];
    }
}
