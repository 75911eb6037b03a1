package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;
import static dev.caxton.engine.memory.MemorySchema.PAST_EMBEDDINGS;

import dev.caxton.api.CorruptedException;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects what may answer one query: what the indexes name, with its surroundings, read from the file. */
final class CandidatePool {

    /** Entities whose texts are all looked at in a hybrid search, if they are not too many. */
    private static final int WHOLE_ENTITIES = 12;

    private static final int WHOLE_TEXTS = 64;
    private static final int SURROUNDINGS = 8;
    private static final int MOST_TEXTS = 20;

    private final ReadTransaction tx;
    private final MemoryQuery query;
    private final Moment moment;
    private final float @Nullable [] vector;
    private final String model;
    private final SearchMode mode;
    private final Map<String, Named> named = new HashMap<>();

    /**
     * For one query.
     *
     * @param vector of the query; null where only words are sought
     * @param mode how; keyword where there is no vector
     */
    CandidatePool(
            ReadTransaction tx,
            MemoryQuery query,
            Moment moment,
            float @Nullable [] vector,
            String model,
            SearchMode mode) {
        this.tx = tx;
        this.query = query;
        this.moment = moment;
        this.vector = vector;
        this.model = model;
        this.mode = mode;
    }

    /** What the indexes say of an entity. */
    private static final class Named {
        private final String entityId;
        private @Nullable String nearestOwner;
        private double promise;
        private final Map<Long, Keyword> texts = new HashMap<>();
        private @Nullable Keyword name;
        private final List<Row> past = new ArrayList<>();

        Named(String entityId) {
            this.entityId = entityId;
        }

        void promise(double value) {
            promise = Math.max(promise, value);
        }
    }

    private record Keyword(double score, int rank) {}

    void addNearest(List<NearestEntity> nearest, Ranking ranking) {
        for (NearestEntity found : nearest) {
            Named entity = named.computeIfAbsent(found.entityId(), Named::new);
            entity.nearestOwner = found.ownerId();
            entity.promise(ranking.fit(found.similarity(), null));
        }
    }

    void addTexts(List<TextHit> hits, Ranking ranking) {
        int rank = 0;
        for (TextHit hit : hits) {
            rank++;
            Named entity = named.computeIfAbsent(hit.owner().entityId(), Named::new);
            entity.promise(ranking.fit(null, hit.score()));
            if (hit.isEntity()) {
                entity.name = new Keyword(hit.score(), rank);
            } else if (entity.texts.size() < MOST_TEXTS) {
                entity.texts.put(hit.rid(), new Keyword(hit.score(), rank));
            }
        }
    }

    /** Adds an observation that was believed then, and is not any more. */
    void addPast(Row row, @Nullable Double keywordScore) {
        Named entity = named.computeIfAbsent(row.text("entity_id"), Named::new);
        entity.past.add(row);
        entity.promise(Double.MAX_VALUE); // few, and no index has judged them
        if (keywordScore != null) {
            entity.texts.put(row.rid(), new Keyword(keywordScore, 0));
        }
    }

    /** How many entities the indexes name. */
    int size() {
        return named.size();
    }

    /**
     * Reads the most promising entities.
     *
     * @param spare how many more than are asked for, in a hybrid search, since surroundings change the order
     */
    List<CandidateEntity> read(int spare) {
        List<Named> promising = named.values().stream()
                .sorted(Comparator.comparingDouble((Named entity) -> entity.promise)
                        .reversed()
                        .thenComparing(entity -> entity.entityId))
                .limit(mode == SearchMode.HYBRID ? query.limit() + (long) spare : Integer.MAX_VALUE)
                .toList();
        List<CandidateEntity> entities = new ArrayList<>();
        for (int place = 0; place < promising.size(); place++) {
            if (mode != SearchMode.HYBRID && isEnough(entities, promising.get(place).promise)) {
                break;
            }
            read(promising.get(place), place).ifPresent(entities::add);
        }
        return entities;
    }

    /** Whether what was read already is as good as anything that may follow. */
    private boolean isEnough(List<CandidateEntity> entities, double promise) {
        return entities.size() >= query.limit()
                && entities.stream()
                                .filter(entity -> own(entity) >= promise)
                                .limit(query.limit())
                                .count()
                        == query.limit();
    }

    private double own(CandidateEntity entity) {
        return entity.texts()
                .map(text -> mode == SearchMode.KEYWORD ? text.keywordScore() : text.similarity())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    private Optional<CandidateEntity> read(Named found, int place) {
        Optional<Row> row = GraphReads.byId(tx, found.entityId);
        if (row.isEmpty()) { // deleted since the index was asked
            return Optional.empty();
        }
        CandidateEntity entity = new CandidateEntity(row.get(), name(row.get(), found));
        List<Long> order = order(found);
        for (int position : positions(found, order, place)) {
            tx.find(OBSERVATIONS, "where rid = ?", order.get(position))
                    .filter(text -> text.integerOrNull("retracted_at") == null)
                    .ifPresent(text ->
                            look(found, text, EMBEDDINGS).ifPresent(candidate -> entity.add(position, candidate)));
        }
        for (Row text : found.past) {
            look(found, text, PAST_EMBEDDINGS).ifPresent(entity::addPast);
        }
        return entity.texts().findAny().isEmpty() ? Optional.empty() : Optional.of(entity);
    }

    /** The observations in the order in which they were stored; where surroundings do not count, those named only. */
    private List<Long> order(Named found) {
        if (mode == SearchMode.HYBRID || isNearestHidden(found)) {
            return tx.query(
                    "select rid from observations where entity_id = ? order by rid",
                    line -> line.getLong(1),
                    found.entityId);
        }
        return new TreeSet<>(seeds(found)).stream().toList();
    }

    private List<Long> seeds(Named found) {
        List<Long> seeds = new ArrayList<>(found.texts.keySet());
        String owner = found.nearestOwner;
        if (owner != null && !owner.equals(found.entityId)) {
            seeds.addAll(
                    tx.query("select rid from observations where observation_id = ?", line -> line.getLong(1), owner));
        }
        return seeds;
    }

    /** Which observations to look at: those that the indexes name, and those around them. */
    private Iterable<Integer> positions(Named found, List<Long> order, int place) {
        TreeSet<Integer> positions = new TreeSet<>();
        boolean near = mode == SearchMode.HYBRID && place < WHOLE_ENTITIES;
        boolean whole = near && order.size() <= WHOLE_TEXTS || isNearestHidden(found);
        if (whole) {
            for (int position = 0; position < order.size(); position++) {
                positions.add(position);
            }
            return positions;
        }
        int around = mode != SearchMode.HYBRID ? 0 : near ? SURROUNDINGS : 1;
        for (long seed : seeds(found)) {
            int at = Collections.binarySearch(order, seed);
            for (int position = Math.max(0, at - around); at >= 0 && position <= at + around; position++) {
                if (position < order.size()) {
                    positions.add(position);
                }
            }
        }
        return positions;
    }

    /** Whether the query's filters leave out what the vector index found, so that the next best must be sought. */
    private boolean isNearestHidden(Named found) {
        String owner = found.nearestOwner;
        if (owner == null) {
            return false;
        }
        if (owner.equals(found.entityId)) {
            return isOfObservations();
        }
        return tx.find(OBSERVATIONS, "where observation_id = ?", owner)
                .filter(this::isWanted)
                .isEmpty();
    }

    private boolean isOfObservations() {
        return !query.authors().isEmpty() || query.minConfidence() != null;
    }

    private @Nullable Candidate name(Row row, Named found) {
        boolean wanted = !isOfObservations() && moment.accepts(row, row.integer("created_at"), null);
        if (!wanted) {
            return null;
        }
        Candidate name = Candidate.name(row);
        name.compared(similarity(found.entityId, EMBEDDINGS));
        Keyword keyword = found.name;
        if (keyword != null) {
            name.matched(keyword.score(), keyword.rank());
        }
        return name;
    }

    private Optional<Candidate> look(Named found, Row text, Table vectors) {
        if (!isWanted(text)) {
            return Optional.empty();
        }
        Candidate candidate = Candidate.observation(text);
        candidate.compared(similarity(text.text("observation_id"), vectors));
        Keyword keyword = found.texts.get(text.rid());
        if (keyword != null) {
            candidate.matched(keyword.score(), keyword.rank());
        }
        return Optional.of(candidate);
    }

    private boolean isWanted(Row text) {
        Double least = query.minConfidence();
        String author = text.textOrNull("author");
        return moment.accepts(text)
                && (least == null || text.real("confidence") >= least)
                && (query.authors().isEmpty()
                        || author != null && query.authors().contains(author));
    }

    private @Nullable Double similarity(String ownerId, Table vectors) {
        float[] sought = vector;
        if (sought == null) {
            return null;
        }
        try {
            // A model that changed its dimensions and kept its name makes vectors that cannot be compared with those
            // before.
            return tx.find(
                            vectors,
                            "where owner_id = ? and model = ? and dimensions = ?",
                            ownerId,
                            model,
                            sought.length)
                    .map(row ->
                            cosine(sought, Embedding.ofBytes(row.blob("vector")).values()))
                    .orElse(null);
        } catch (CorruptedException e) {
            // The text is whole and can be found by its words; loading the vectors has logged the damage.
            return null;
        }
    }

    /** Both have length one. */
    private static double cosine(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            sum += a[i] * b[i];
        }
        return Math.clamp(sum, -1f, 1f);
    }
}
