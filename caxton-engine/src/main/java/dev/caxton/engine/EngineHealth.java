package dev.caxton.engine;

import dev.caxton.api.memory.Memory;
import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.ops.ServerState;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.ops.HealthContributor;
import dev.caxton.engine.ops.HealthFigures;
import dev.caxton.engine.store.Database;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the health of an engine is made of.
 *
 * @param counts agents by how they are
 * @param memory counts entities
 * @param embedder the embedding model
 * @param platform {@code caxton.db}
 * @param knowledge {@code memory.db}
 */
record EngineHealth(
        Supplier<AgentsHealth> counts, Memory memory, Embedder embedder, Database platform, Database knowledge)
        implements HealthFigures {

    /** The parts that say how they are; of the model, {@link #embeddingModel} does. */
    static List<HealthContributor> contributors(Database platform, Database knowledge) {
        return List.of(new DatabaseHealth("caxton.db", platform), new DatabaseHealth("memory.db", knowledge));
    }

    @Override
    public AgentsHealth agents() {
        return counts.get();
    }

    @Override
    public ModelState embeddingModel() {
        return embedder.state();
    }

    @Override
    public String databases() {
        return platform.status().equals("ok") ? knowledge.status() : platform.status();
    }

    @Override
    public long entities() {
        return memory.status().entities();
    }

    /** A database is well while it reports no damage. */
    private record DatabaseHealth(String name, Database database) implements HealthContributor {
        @Override
        public Contribution check() {
            if (database.isSafe()) {
                return new Contribution(ServerState.SAFE_MODE, database.status());
            }
            return database.status().equals("ok") ? Contribution.OK : Contribution.degraded(database.status());
        }

        @Override
        public boolean instant() {
            return true;
        }
    }
}
