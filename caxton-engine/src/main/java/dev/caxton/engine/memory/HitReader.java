package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the results of a search of what it found, reading what goes with them. */
final class HitReader {

    /** Most observations of one hit. */
    static final int MAX_OBSERVATIONS = 50;
    /** Most text of all hits together, in characters; what matched comes on top. */
    static final long MAX_TEXT = 2 << 20;
    /** Most relations of one hit, in each direction. */
    static final int MAX_RELATIONS = 50;
    /** Most texts of one hit that say why it was found. */
    static final int MAX_MATCHES = 5;

    private final ReadTransaction tx;
    private final MemoryQuery query;
    private final Moment moment;
    private long textLeft = MAX_TEXT;

    HitReader(ReadTransaction tx, MemoryQuery query, Moment moment) {
        this.tx = tx;
        this.query = query;
        this.moment = moment;
    }

    /** The best results, what lies along their relations included where the query asks for it. */
    List<SearchHit> hits(List<CandidateEntity> ranked, Visibility visibility) {
        List<SearchHit> hits = new ArrayList<>();
        for (Expansion.Found found : new Expansion(tx, query, moment, visibility).around(ranked)) {
            CandidateEntity entity = found.entity();
            hits.add(entity == null ? added(found) : found(entity));
        }
        return hits;
    }

    private SearchHit found(CandidateEntity entity) {
        List<Candidate> texts = entity.ranked();
        Candidate best = texts.getFirst();
        List<SearchHit.Match> matches = texts.stream()
                .filter(text -> text.similarity() != null || text.keywordScore() != null)
                .limit(MAX_MATCHES)
                .map(HitReader::match)
                .toList();
        return hit(
                entity.row(),
                entity.similarity().orElse(null),
                best.isName() ? null : best.text(),
                best.score(),
                matches,
                List.of());
    }

    private SearchHit added(Expansion.Found found) {
        return hit(found.row(), null, null, found.score(), List.of(), found.path());
    }

    private SearchHit hit(
            Row entity,
            @Nullable Double similarity,
            @Nullable String matched,
            double score,
            List<SearchHit.Match> matches,
            List<Relation> path) {
        String entityId = entity.text("entity_id");
        ObservationTexts texts = ObservationTexts.of(tx, entityId, moment, MAX_OBSERVATIONS, textLeft);
        textLeft -= texts.length();
        return new SearchHit(
                entityId,
                entity.text("name"),
                entity.text("entity_type"),
                similarity,
                matched,
                texts.texts(),
                GraphReads.object(entity.text("metadata")),
                Instant.ofEpochMilli(entity.integer("created_at")),
                GraphReads.scope(entity),
                entity.textOrNull("agent_id"),
                query.includeRelations() ? relations(entityId) : null,
                score,
                matches,
                path);
    }

    private static SearchHit.Match match(Candidate text) {
        Row row = text.row();
        return new SearchHit.Match(
                text.isName() ? null : row.text("observation_id"),
                text.text(),
                text.score(),
                text.similarity(),
                Optional.ofNullable(text.keywordRank()).filter(rank -> rank > 0).orElse(null),
                text.keywordScore(),
                text.signals(),
                text.isName() ? null : row.textOrNull("author"),
                Instant.ofEpochMilli(row.integer("valid_from")),
                GraphReads.instantOrNull(row.integerOrNull("valid_to")),
                Instant.ofEpochMilli(row.integer("created_at")));
    }

    private List<Relation> relations(String entityId) {
        return Stream.concat(
                        GraphReads.relationsFrom(tx, entityId, MAX_RELATIONS).stream(),
                        GraphReads.relationsTo(tx, entityId, MAX_RELATIONS).stream())
                .map(GraphReads::relation)
                .distinct()
                .toList();
    }
}
