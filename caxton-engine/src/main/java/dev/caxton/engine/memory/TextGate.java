package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.engine.memory.upkeep.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Keeps secrets out of the memory. The refusal tells the place and the kind, never the text. */
final class TextGate {

    private final BooleanSupplier refuseSecrets;

    TextGate(BooleanSupplier refuseSecrets) {
        this.refuseSecrets = refuseSecrets;
    }

    /** Whether texts are looked at. */
    boolean isClosed() {
        return refuseSecrets.getAsBoolean();
    }

    void check(NewEntity entity) {
        check(entity.entityName(), entity.entityType(), entity.observations(), entity.metadata());
    }

    void check(NewRelation relation) {
        check(null, relation.relationType(), List.of(), relation.metadata());
    }

    void check(List<String> observations) {
        check(null, null, observations, Map.of());
    }

    void check(Map<String, Object> metadata) {
        check(null, null, List.of(), metadata);
    }

    private void check(
            @Nullable String name, @Nullable String type, List<String> observations, Map<String, Object> metadata) {
        if (!isClosed()) {
            return;
        }
        List<Violation> violations = new ArrayList<>();
        look("entity_name", name, violations);
        look("type", type, violations);
        for (int i = 0; i < observations.size(); i++) {
            look("observations[" + i + "]", observations.get(i), violations);
        }
        look("metadata", metadata.isEmpty() ? null : MemoryInput.json(metadata), violations);
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

    private static void look(String place, @Nullable String text, List<Violation> violations) {
        Optional<String> found = text == null ? Optional.empty() : SecretText.find(text);
        found.ifPresent(kind -> violations.add(Violation.at(place, "seems to hold " + kind, null)));
    }
}
