package dev.caxton.war.http;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds every member that a request lacks, and reports them together. */
public final class RequiredMembers {

    private final List<Violation> violations = new ArrayList<>();

    /** A member that must be there. */
    public RequiredMembers present(String name, @Nullable Object value) {
        if (value == null) {
            violations.add(Violation.at('/' + name, "member '" + name + "' is missing", null));
        }
        return this;
    }

    /** A member that must hold a text that is not blank. */
    public RequiredMembers text(String name, @Nullable String value) {
        if (value != null && value.isBlank()) {
            violations.add(Violation.at('/' + name, "member '" + name + "' is empty, expected a text", null));
        }
        return present(name, value);
    }

    /** Throws {@code INVALID_ARGUMENT} with everything that was found, if anything was. */
    public void check() {
        if (!violations.isEmpty()) {
            String first = violations.getFirst().message();
            String more = violations.size() == 1 ? "" : ", and " + (violations.size() - 1) + " more";
            throw CaxtonException.of(Problem.of(
                            ProblemType.INVALID_ARGUMENT,
                            Character.toUpperCase(first.charAt(0)) + first.substring(1) + more,
                            null)
                    .withErrors(violations));
        }
    }
}
