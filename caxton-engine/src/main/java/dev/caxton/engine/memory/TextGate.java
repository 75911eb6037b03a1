package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.engine.memory.upkeep.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps secrets out of the memory. The refusal tells the place and the kind, never the text. */
final class TextGate {

    private final boolean refuseSecrets;

    TextGate(boolean refuseSecrets) {
        this.refuseSecrets = refuseSecrets;
    }

    void check(List<String> observations) {
        if (!refuseSecrets) {
            return;
        }
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < observations.size(); i++) {
            Optional<String> found = SecretText.find(observations.get(i));
            if (found.isPresent()) {
                violations.add(Violation.at("observations[" + i + "]", "seems to hold " + found.get(), null));
            }
        }
        if (!violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw CaxtonException.of(Problem.of(
                            ProblemType.SECRET_REFUSED,
                            first.location() + " " + first.message() + ", which is not stored",
                            "Leave the secret out, or name where it is kept; memory.refuse_secrets: false turns this"
                                    + " off.")
                    .withErrors(violations));
        }
    }
}
