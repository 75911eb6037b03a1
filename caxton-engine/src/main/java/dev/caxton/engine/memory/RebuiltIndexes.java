package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.memory.upkeep.DerivedIndexes;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.time.Clock;

/** The full-text index, the vectors and their index, made anew when upkeep wants it. */
final class RebuiltIndexes implements DerivedIndexes {

    private static final String ACTOR = "optimize";
    private static final int AT_ONCE = 500;

    private final Database database;
    private final MemoryIndex index;
    private final VectorBackfill backfill;
    private final Embedder embedder;
    private final IdGenerator ids;
    private final Clock clock;

    RebuiltIndexes(
            Database database,
            MemoryIndex index,
            VectorBackfill backfill,
            Embedder embedder,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.index = index;
        this.backfill = backfill;
        this.embedder = embedder;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String mergeTextIndex() {
        write(TendText.How.MERGE);
        return "parts joined where it was due";
    }

    @Override
    public String rebuildTextIndex() {
        return write(TendText.How.REBUILD) + " texts read anew";
    }

    @Override
    public String rebuildVectors() {
        return index.vectors().refresh() + " vectors read anew";
    }

    @Override
    public String recomputeEmbeddings() {
        if (embedder.state() != ModelState.LOADED) {
            throw CaxtonException.of(
                    ProblemType.EMBEDDING_UNAVAILABLE,
                    "Embedding model " + embedder.model() + " is " + embedder.state() + ", expected loaded",
                    "Wait for the model, then try again; 'caxton memory model-status' tells.");
        }
        long highest = database.read(tx -> tx.count("select max(rid) from embeddings"));
        embedder.clearCache();
        long dropped = 0;
        int deleted;
        do {
            deleted = Integer.parseInt(String.valueOf(write(new DropVectors(embedder.model(), highest, AT_ONCE))));
            dropped += deleted;
        } while (deleted == AT_ONCE);
        backfill.rescan();
        return dropped + " vectors dropped; they are made anew in the background, until then words find their texts";
    }

    @Override
    public long clearCache() {
        long held = embedder.figures().cacheEntries();
        embedder.clearCache();
        return held;
    }

    private String write(TendText.How how) {
        return write(new TendText(how));
    }

    private String write(Command command) {
        return String.valueOf(database.write(new Operation(ids.next().toString(), ACTOR, clock.instant()), command)
                .outcome());
    }
}
