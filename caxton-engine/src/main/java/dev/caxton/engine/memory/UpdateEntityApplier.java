package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.util.Objects;

/** Opens the next version of an entity. */
final class UpdateEntityApplier implements Applier<UpdateEntity> {

    @Override
    public String apply(UpdateEntity command, Operation operation, WriteTransaction tx) {
        Row present = GraphReads.requireById(tx, command.entityId());
        long version = present.integer("version");
        if (command.version() != null && command.version() != version) {
            throw CaxtonException.of(
                    ProblemType.ENTITY_CONFLICT,
                    "entity " + command.entityId() + " has version " + version + ", not " + command.version(),
                    "read it again, and repeat the change for what it is now");
        }
        long validFrom = Objects.requireNonNullElse(command.validFrom(), present.integer("valid_from"));
        Long validTo = command.validTo() == null ? present.integerOrNull("valid_to") : command.validTo();
        MemoryInput.checkValidity(validFrom, validTo);
        EntityVersions.next(
                tx,
                present,
                Objects.requireNonNullElse(command.metadata(), present.text("metadata")),
                validFrom,
                validTo,
                operation);
        return ChangedPlace.outcome(present).toString();
    }
}
