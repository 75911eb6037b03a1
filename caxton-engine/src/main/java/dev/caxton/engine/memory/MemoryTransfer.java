package dev.caxton.engine.memory;

import dev.caxton.api.memory.ExportQuery;
import dev.caxton.api.memory.ImportReport;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * Moves memory out of a store and into it, as a stream. Thread-safe.
 *
 * @param database where it is
 * @param index told to read ahead what an import brought
 * @param owners finds scopes and names
 * @param gate keeps out what must not be stored
 * @param embedder names the model, and embeds what comes without a vector
 * @param backfill woken after an import, for what has none yet
 * @param ids for what is new
 * @param clock for when it was stored
 * @param background runs the reading ahead; tasks may take minutes
 */
record MemoryTransfer(
        Database database,
        MemoryIndex index,
        Owners owners,
        TextGate gate,
        Embedder embedder,
        VectorBackfill backfill,
        IdGenerator ids,
        Clock clock,
        Executor background) {

    /** Writes what a query asks for, as it is at one moment. */
    void exportTo(ExportQuery query, OutputStream target) throws IOException {
        Visibility visibility =
                query.agentId() == null ? null : owners.visibility(query.agentId(), query.memoryScope());
        try {
            Boolean unused = database.read(tx -> {
                try {
                    new MemoryExport(tx, query, visibility, embedder.model(), owners::slug)
                            .writeTo(target, clock.instant());
                    return true;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Reads to the end of a source; what it stored before a failure stays. */
    ImportReport importFrom(ImportRequest request, InputStream source) throws IOException {
        try {
            ImportReport report = new MemoryImport(database, owners, gate, embedder, ids, clock, request).run(source);
            index.readWordsAhead(database, background);
            return report;
        } finally {
            backfill.wake();
        }
    }
}
