package dev.caxton.engine.config;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers everything that is wrong with a configuration, so that it is reported at once. Not for several threads. */
final class ConfigProblems {

    private static final int LONGEST_VALUE = 200;

    private final List<Violation> violations = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    void add(Violation violation) {
        violations.add(violation);
    }

    /** Something is wrong with a value; the message must not show a secret. */
    void add(Setting setting, String message, @Nullable String hint) {
        add(new Violation(setting.place(), setting.line(), setting.column(), message, hint));
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    void warn(Setting setting, String warning) {
        warnings.add(setting.source() + ": " + warning);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Throws {@code INVALID_CONFIGURATION} with every violation, if there is one; {@code INVALID_ARGUMENT} if whoever typed
     * the command can mend all of them there.
     */
    void throwIfAny() {
        if (violations.isEmpty()) {
            return;
        }
        String detail = violations.size() == 1
                ? violations.getFirst().toString()
                : "The configuration has " + violations.size() + " problems; the first: " + violations.getFirst();
        boolean typed =
                violations.stream().allMatch(violation -> violation.location().startsWith(Setting.OPTION));
        throw CaxtonException.of(
                typed ? ProblemType.INVALID_ARGUMENT : ProblemType.INVALID_CONFIGURATION, detail, violations);
    }

    /** A value as messages show it. */
    static String quote(String value) {
        String line = withoutUserInfo(value.replaceAll("\\p{Cntrl}", " "));
        return '\'' + (line.length() > LONGEST_VALUE ? line.substring(0, LONGEST_VALUE) + "…" : line) + '\'';
    }

    /** A URL without the name and password that may stand before its host. */
    static String withoutUserInfo(String text) {
        return text.replaceAll("(?<=://)[^/@\\s]*@", "****@");
    }
}
