package dev.caxton.engine.config;

import dev.caxton.wire.NearMiss;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the key that somebody probably meant. */
final class NearKey {

    private NearKey() {}

    /** "did you mean 'server.port'?" for the nearest of the known names, or null where none is near. */
    static @Nullable String hint(String written, Collection<String> known) {
        String nearest = of(written, known);
        return nearest == null ? null : "did you mean '" + nearest + "'?";
    }

    /** The known name nearest to the written one: the same last part under another section, or few edits away. */
    static @Nullable String of(String written, Collection<String> known) {
        String wanted = written.replace('-', '_');
        String last = wanted.substring(wanted.lastIndexOf('.') + 1);
        return known.stream()
                .filter(name -> name.endsWith("." + last))
                .findFirst()
                .or(() -> NearMiss.of(wanted, known).stream().findFirst())
                .or(() -> known.stream()
                        .filter(name -> wanted.startsWith(name + "."))
                        .findFirst())
                .orElse(null);
    }
}
