package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.SETTINGS;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies {@link ChangeSettings}. */
final class ChangeSettingsApplier implements Applier<ChangeSettings> {

    @Override
    public @Nullable String apply(ChangeSettings command, Operation operation, WriteTransaction tx) {
        long at = operation.at().toEpochMilli();
        command.values().forEach((name, value) -> {
            Optional<Row> present = tx.find(SETTINGS, "where name = ?", name);
            if (value.isEmpty()) {
                present.ifPresent(row -> tx.delete(SETTINGS, row.rid()));
            } else if (present.isPresent()) {
                tx.update(SETTINGS, present.get().rid(), name, value, at);
            } else {
                tx.insert(SETTINGS, name, value, at);
            }
        });
        return null;
    }
}
