package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;

import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Search by meaning: embeds the query, asks the index, reads what it names. */
final class SemanticSearch {

    /** Most observations of one hit. */
    static final int MAX_OBSERVATIONS = 50;
    /** Most text of all hits together, in characters; what matched comes on top. */
    static final long MAX_TEXT = 2 << 20;
    /** Most relations of one hit, in each direction. */
    static final int MAX_RELATIONS = 50;

    private final Database database;
    private final MemoryIndex index;
    private final Embedder embedder;
    private final LongConsumer embeddingNanos;

    SemanticSearch(Database database, MemoryIndex index, Embedder embedder, LongConsumer embeddingNanos) {
        this.database = database;
        this.index = index;
        this.embedder = embedder;
        this.embeddingNanos = embeddingNanos;
    }

    SearchResult search(MemoryQuery query, Visibility visibility) {
        long start = System.nanoTime();
        float[] vector = embedder.embed(query.query());
        embeddingNanos.accept(System.nanoTime() - start);
        index.awaitLoaded();
        List<NearestEntity> nearest =
                index.vectors().nearest(vector, new VectorFilter(visibility, query.entityTypes()), query.limit());
        Double least = query.minSimilarity();
        List<NearestEntity> wanted = least == null
                ? nearest
                : nearest.stream().filter(found -> found.similarity() >= least).toList();
        List<SearchHit> hits = database.read(tx -> hits(tx, wanted, query.includeRelations()));
        return new SearchResult(
                query.query(),
                hits,
                hits.size(),
                (System.nanoTime() - start) / 1e6,
                query.memoryScope(),
                SearchMode.SEMANTIC);
    }

    private static List<SearchHit> hits(ReadTransaction tx, List<NearestEntity> nearest, boolean withRelations) {
        List<SearchHit> hits = new ArrayList<>(nearest.size());
        long textLeft = MAX_TEXT;
        for (NearestEntity found : nearest) {
            Optional<Row> entity = GraphReads.byId(tx, found.entityId());
            if (entity.isPresent()) { // it may have been deleted since the index was asked
                ObservationTexts texts = ObservationTexts.of(tx, found.entityId(), MAX_OBSERVATIONS, textLeft);
                textLeft -= texts.length();
                hits.add(hit(tx, found, entity.get(), texts.texts(), withRelations));
            }
        }
        return hits;
    }

    private static SearchHit hit(
            ReadTransaction tx, NearestEntity found, Row entity, List<String> texts, boolean withRelations) {
        return new SearchHit(
                found.entityId(),
                entity.text("name"),
                entity.text("entity_type"),
                found.similarity(),
                matched(tx, found),
                texts,
                GraphReads.object(entity.text("metadata")),
                Instant.ofEpochMilli(entity.integer("created_at")),
                GraphReads.scope(entity),
                entity.textOrNull("agent_id"),
                withRelations ? relations(tx, found.entityId()) : null,
                found.similarity(),
                List.of(),
                List.of());
    }

    private static @Nullable String matched(ReadTransaction tx, NearestEntity found) {
        if (found.ownerId().equals(found.entityId())) {
            return null;
        }
        return tx.find(OBSERVATIONS, "where observation_id = ?", found.ownerId())
                .map(row -> row.text("content"))
                .orElse(null);
    }

    private static List<Relation> relations(ReadTransaction tx, String entityId) {
        return Stream.concat(
                        GraphReads.relationsFrom(tx, entityId, MAX_RELATIONS).stream(),
                        GraphReads.relationsTo(tx, entityId, MAX_RELATIONS).stream())
                .map(GraphReads::relation)
                .distinct()
                .toList();
    }
}
