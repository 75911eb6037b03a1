package dev.caxton.engine.memory;

import dev.caxton.engine.memory.upkeep.CountUses;
import dev.caxton.engine.memory.upkeep.RemoveExpired;
import dev.caxton.engine.memory.upkeep.RemoveOrphans;
import dev.caxton.engine.store.DatabaseOptions;

/** The commands that change the memory, and who applies them. */
final class MemoryCommands {

    private MemoryCommands() {}

    static DatabaseOptions register(DatabaseOptions options, MemoryIndex index) {
        return options.withSchema(MemorySchema.MIGRATIONS, MemorySchema.TABLES)
                .withGroupEnd(new TextUpkeep())
                .withApplier(CreateEntity.class, new CreateEntityApplier(index.names()))
                .withApplier(CreateEntities.class, new CreateEntitiesApplier(index.names()))
                .withApplier(ChangeSettings.class, new ChangeSettingsApplier())
                .withApplier(AddObservations.class, new AddObservationsApplier())
                .withApplier(UpdateEntity.class, new UpdateEntityApplier())
                .withApplier(ReplaceObservation.class, new ReplaceObservationApplier())
                .withApplier(DeleteEntity.class, new DeleteEntityApplier(index))
                .withApplier(Forget.class, new ForgetApplier(index))
                .withApplier(RecordProof.class, new RecordProofApplier())
                .withApplier(ClearMemory.class, new ClearMemoryApplier(index))
                .withApplier(CreateRelation.class, new CreateRelationApplier())
                .withApplier(ReplaceRelation.class, new ReplaceRelationApplier())
                .withApplier(DropVectors.class, new DropVectorsApplier())
                .withApplier(TendText.class, new TendTextApplier())
                .withApplier(RemoveOrphans.class, new RemoveOrphansApplier(index))
                .withApplier(RemoveExpired.class, new RemoveExpiredApplier(index))
                .withApplier(CountUses.class, new CountUsesApplier())
                .withApplier(ImportBatch.class, new ImportBatchApplier())
                .withApplier(StoreVectors.class, new StoreVectorsApplier());
    }
}
