package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.memory.TextIndex.TextHits;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.memory.upkeep.Retention;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Search by meaning, by words, and by both: asks the indexes, reads what they name, ranks it. */
final class MemorySearch {

    /** Texts and entities that the indexes are asked for at first. */
    private static final int FIRST_TEXTS = 200;

    private static final int FIRST_ENTITIES = 50;
    /** Entities that a hybrid search ranks beyond what is asked for. */
    private static final int SPARE_ENTITIES = 40;
    /** Where filters leave too little, the indexes are asked for this many times as much. */
    private static final int MORE = 8;

    private static final int MOST_ASKED = 200_000;
    /** Observations of the past that one search compares. */
    private static final int MOST_PAST = 20_000;

    private final Database database;
    private final MemoryIndex index;
    private final TextIndex words;
    private final Embedder embedder;
    private final Supplier<Retention> retention;
    private final Clock clock;
    private final LongConsumer embeddingNanos;

    MemorySearch(
            Database database,
            MemoryIndex index,
            Embedder embedder,
            Supplier<Retention> retention,
            Clock clock,
            LongConsumer embeddingNanos) {
        this.database = database;
        this.index = index;
        this.words = index.words();
        this.embedder = embedder;
        this.retention = retention;
        this.clock = clock;
        this.embeddingNanos = embeddingNanos;
    }

    SearchResult search(MemoryQuery query, Visibility visibility) {
        long start = System.nanoTime();
        float[] vector = vector(query);
        SearchMode mode = vector == null ? SearchMode.KEYWORD : query.mode();
        Moment moment = Moment.of(query.time(), clock.instant());
        List<SearchHit> hits = database.read(tx -> {
            List<CandidateEntity> ranked = ranked(tx, query, visibility, moment, vector, mode);
            return new HitReader(tx, query, moment).hits(ranked, visibility);
        });
        return new SearchResult(
                query.query(),
                hits,
                hits.size(),
                (System.nanoTime() - start) / 1e6,
                query.memoryScope(),
                mode,
                vector != null && embedder.isTruncated(query.query()));
    }

    /** Null where only words can be sought, or are to be. */
    private float @Nullable [] vector(MemoryQuery query) {
        if (query.mode() == SearchMode.KEYWORD
                || query.mode() == SearchMode.HYBRID && embedder.state() != ModelState.LOADED) {
            return null;
        }
        try {
            long start = System.nanoTime();
            float[] vector = embedder.embed(query.query());
            embeddingNanos.accept(System.nanoTime() - start);
            index.vectors().awaitLoaded();
            return vector;
        } catch (CaxtonException e) {
            // A hybrid search without the model finds words; its answer says so.
            if (query.mode() == SearchMode.HYBRID && e.type() == ProblemType.EMBEDDING_UNAVAILABLE) {
                return null;
            }
            throw e;
        }
    }

    /** All candidates that pass the filters, the best first; at least as many as the query asks for, if there are. */
    List<CandidateEntity> ranked(
            ReadTransaction tx,
            MemoryQuery query,
            Visibility visibility,
            Moment moment,
            float @Nullable [] vector,
            SearchMode mode) {
        VectorFilter filter = new VectorFilter(visibility, query.entityTypes());
        Retention rules = retention.get();
        // What counts today says nothing of a moment before.
        boolean uses = mode == SearchMode.HYBRID && moment.recorded() == null && rules.countsUses();
        Set<String> sought = mode == SearchMode.SEMANTIC ? Set.of() : QueryWords.of(query.query());
        for (int factor = 1; ; factor *= MORE) {
            int texts = FIRST_TEXTS * factor;
            int entities = Math.max(FIRST_ENTITIES, 2 * query.limit()) * factor;
            TextHits found = sought.isEmpty() ? new TextHits(List.of(), 0) : words.search(tx, sought, filter, texts);
            List<NearestEntity> nearest =
                    vector == null ? List.of() : index.vectors().nearest(tx, vector, filter, entities);
            Ranking ranking = new Ranking(
                    mode, query.semanticWeight(), found.attainable(), TimeWords.of(query.query()), now(moment), rules);
            CandidatePool pool = new CandidatePool(tx, query, moment, vector, embedder.model(), mode);
            pool.addNearest(nearest, ranking);
            pool.addTexts(found.hits(), ranking);
            past(tx, moment, filter).forEach(row -> pool.addPast(row, overlap(row, sought, found.attainable())));
            List<CandidateEntity> candidates = pool.read(SPARE_ENTITIES * factor);
            if (uses) {
                ObservationUses.read(tx, candidates);
            }
            List<CandidateEntity> read = rank(candidates, ranking, vector == null ? null : query.minSimilarity());
            boolean all = found.hits().size() < texts
                    && nearest.size() < entities
                    && pool.size() <= query.limit() + SPARE_ENTITIES * factor;
            if (read.size() >= query.limit() || all || texts > MOST_ASKED) {
                return read;
            }
        }
    }

    private long now(Moment moment) {
        Long recorded = moment.recorded();
        return recorded == null ? clock.millis() : recorded;
    }

    private static List<CandidateEntity> rank(
            List<CandidateEntity> candidates, Ranking ranking, @Nullable Double least) {
        List<CandidateEntity> ranked = new ArrayList<>();
        for (CandidateEntity entity : candidates) {
            Optional<Double> similarity = entity.similarity();
            ranking.rank(entity);
            if (entity.isFound() && (least == null || similarity.isPresent() && similarity.get() >= least)) {
                ranked.add(entity);
            }
        }
        ranked.sort(Comparator.comparingDouble(CandidateEntity::score)
                .reversed()
                .thenComparingLong(entity -> entity.row().rid()));
        return ranked;
    }

    /** What stands for BM25 where no index holds a text: the share of the words sought that it holds. */
    private static @Nullable Double overlap(Row row, Set<String> sought, double attainable) {
        Set<String> present = new HashSet<>(Words.of(row.text("content")));
        long shared = sought.stream().filter(present::contains).count();
        return shared == 0 ? null : Math.max(1, attainable) * shared / sought.size();
    }

    /** Observations that were believed at the moment asked for, and are not any more; no index holds them. */
    private static List<Row> past(ReadTransaction tx, Moment moment, VectorFilter filter) {
        Long recorded = moment.recorded();
        if (recorded == null) {
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        Set<String> hidden = new HashSet<>();
        return tx
                .select(
                        OBSERVATIONS,
                        "where retracted_at > ? and created_at <= ? order by retracted_at limit ?",
                        recorded,
                        recorded,
                        MOST_PAST)
                .stream()
                .filter(row -> {
                    String entityId = row.text("entity_id");
                    if (seen.add(entityId)
                            && GraphReads.byId(tx, entityId)
                                    .filter(entity -> filter.accepts(GraphReads.facts(entity)))
                                    .isEmpty()) {
                        hidden.add(entityId);
                    }
                    return !hidden.contains(entityId);
                })
                .toList();
    }
}
