package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.ENTITIES;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/** A memory file into which a test writes vectors as it likes, and the index over it. */
final class VectorRows implements AutoCloseable {

    static final String MODEL = "rows";

    final MemoryIndex index;
    final Database database;

    /** Changes rows as a test likes. */
    record Change(Function<WriteTransaction, String> work) implements Command {
        @Override
        public String kind() {
            return "change";
        }

        @Override
        public String subject() {
            return "rows";
        }
    }

    VectorRows(Path directory, int dimensions) {
        this(directory, MODEL, dimensions);
    }

    VectorRows(Path directory, String model, int dimensions) {
        index = new MemoryIndex(model, dimensions);
        database = Database.open(index.register(DatabaseOptions.of(directory.resolve("memory.db"), Clock.systemUTC()))
                .withApplier(
                        Change.class, (change, operation, tx) -> change.work().apply(tx)));
    }

    /** Loads the index on this thread. */
    VectorRows loaded() {
        index.load(database, Runnable::run);
        return this;
    }

    String change(Function<WriteTransaction, String> work) {
        return String.valueOf(
                database.write(new Operation(UUID.randomUUID().toString(), "test", Instant.EPOCH), new Change(work))
                        .outcome());
    }

    static void insertEntity(WriteTransaction tx, String entityId, EntityGroup group) {
        tx.insert(
                ENTITIES,
                entityId,
                entityId,
                group.entityType(),
                group.scope().wireName(),
                group.agentId(),
                "{}",
                1L,
                0L,
                0L,
                0L,
                null);
    }

    static long insertVector(WriteTransaction tx, String ownerId, String entityId, String model, float[] vector) {
        Embedding embedding = Embedding.of(vector);
        return tx.insert(
                EMBEDDINGS, ownerId, "observation", entityId, model, (long) vector.length, embedding.toBytes(), 0L);
    }

    /** Stores an entity of its own with one vector; returns the vector's row. */
    long store(String entityId, float[] vector) {
        return Long.parseLong(change(tx -> {
            insertEntity(tx, entityId, new EntityGroup("thing", MemoryScope.GLOBAL, null));
            return Long.toString(insertVector(tx, entityId, entityId, MODEL, vector));
        }));
    }

    List<NearestEntity> nearest(float[] query, VectorFilter filter, int limit) {
        return database.read(tx -> index.vectors().nearest(tx, query, filter, limit));
    }

    long count(String sql) {
        return database.read(tx -> tx.count(sql));
    }

    static float[] random(Random random, int dimensions) {
        float[] vector = new float[dimensions];
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < dimensions; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    @Override
    public void close() {
        index.close();
        database.close();
    }
}
