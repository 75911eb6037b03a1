package dev.caxton.engine.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import dev.caxton.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores or extends entities, one after the other. */
final class CreateEntitiesApplier implements Applier<CreateEntities> {

    private static final String CONFLICT = "conflict";
    private static final String HINT = "hint";

    private final CreateEntityApplier single;

    CreateEntitiesApplier(KnownNames names) {
        single = new CreateEntityApplier(names);
    }

    /** What became of one entity: an outcome, or a conflict. */
    record Result(@Nullable EntityOutcome outcome, @Nullable Problem conflict) {}

    @Override
    public String apply(CreateEntities command, Operation operation, WriteTransaction tx) {
        ArrayNode outcomes = WireJson.mapper().createArrayNode();
        for (CreateEntity entity : command.entities()) {
            try {
                outcomes.add(EntityOutcome.read(single.apply(entity, operation, tx)));
            } catch (CaxtonException e) {
                // Found before anything of this entity is written; whatever else fails, fails for all.
                if (e.type() != ProblemType.ENTITY_CONFLICT) {
                    throw e;
                }
                outcomes.addObject()
                        .put(CONFLICT, e.problem().detail())
                        .put(HINT, e.problem().hint());
            }
        }
        return outcomes.toString();
    }

    static List<Result> parse(@Nullable String text) {
        List<Result> results = new ArrayList<>();
        for (JsonNode node : EntityOutcome.read(text)) {
            results.add(
                    node.has(CONFLICT)
                            ? new Result(
                                    null,
                                    Problem.of(
                                            ProblemType.ENTITY_CONFLICT,
                                            node.path(CONFLICT).asText(),
                                            node.path(HINT).textValue()))
                            : new Result(EntityOutcome.parse(node.toString()), null));
        }
        return results;
    }
}
