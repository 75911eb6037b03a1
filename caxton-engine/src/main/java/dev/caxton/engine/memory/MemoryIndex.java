package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.ENTITIES;
import static dev.caxton.engine.memory.MemorySchema.RELATIONS;
import static dev.caxton.engine.store.StoreSchema.CHANGE_LOG;

import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.RowChange;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What is kept in memory of {@code memory.db}, to be searched and walked: vectors, words and the graph. All of it is
 * derived from the file, and follows every row that changes, whichever command changes it.
 *
 * <p>Made before the database, since the database reports to it: give {@link #register} the options, then hand both to
 * {@link MemoryService}.
 */
public final class MemoryIndex {

    private final IndexedVectors vectors;
    private final GraphIndex graph = new GraphIndex();
    private final TextIndex words = new TextIndex();

    /** An empty index, with the vectors of a model of this name and length. */
    public MemoryIndex(String model, int dimensions) {
        this.vectors = new IndexedVectors(model, dimensions);
    }

    /** Adds the tables and commands of the memory to the options of its database. */
    public DatabaseOptions register(DatabaseOptions options) {
        return MemoryCommands.register(
                options.withRowListener(List.of(ENTITIES, RELATIONS, EMBEDDINGS, CHANGE_LOG), this::changed), this);
    }

    private void changed(List<RowChange> changes) {
        List<RowChange> ofGraph = changes.stream()
                .filter(change ->
                        change.table().equals(ENTITIES) || change.table().equals(RELATIONS))
                .toList();
        try {
            if (!ofGraph.isEmpty()) {
                graph.changed(ofGraph);
            }
        } finally {
            vectors.changed(changes);
        }
    }

    /** The graph as it is walked. */
    GraphIndex graph() {
        return graph;
    }

    TextIndex words() {
        return words;
    }

    /** The vectors as they are searched. */
    IndexedVectors vectors() {
        return vectors;
    }

    /** An entity was deleted. */
    void remove(String entityId) {
        words.remove(entityId);
    }

    /** Begins to read what is there now; called once, before any command is written. */
    void load(Database database, Executor background) {
        graph.load(database, background);
        words.load(database, background);
        vectors.load(database, background);
    }

    /** Reads words ahead again, after so much was stored at once that they were let go of. */
    void readWordsAhead(Database database, Executor background) {
        words.load(database, background);
    }

    /** Ends loads that are under way, and writes down what need not be made anew. */
    void close() {
        graph.close();
        words.close();
        vectors.close();
    }
}
