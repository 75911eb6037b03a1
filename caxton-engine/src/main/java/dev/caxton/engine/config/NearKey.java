package dev.caxton.engine.config;

import dev.caxton.wire.NearMiss;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the key that somebody probably meant. */
final class NearKey {

    private NearKey() {}

    /** "did you mean 'server.port'?" for the nearest of the known names, or null where none is near. */
    static @Nullable String hint(String written, Collection<String> known) {
        String nearest = of(written, known);
        return nearest == null ? null : "did you mean '" + nearest + "'?";
    }

    /** The known name nearest to the written one: few edits away, or the same last part under another section. */
    static @Nullable String of(String written, Collection<String> known) {
        String wanted = written.replace('-', '_');
        List<String> near = NearMiss.of(wanted, known);
        if (!near.isEmpty()) {
            return near.getFirst();
        }
        String last = wanted.substring(wanted.lastIndexOf('.') + 1);
        return known.stream()
                .filter(name -> name.endsWith("." + last) || wanted.startsWith(name + "."))
                .findFirst()
                .orElse(null);
    }
}
