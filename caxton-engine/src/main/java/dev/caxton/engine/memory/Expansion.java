package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds to what a search found the entities that lie along strong relations. */
final class Expansion {

    /** Least strength of a relation that is followed (documented). */
    static final double LEAST_STRENGTH = 0.7;
    /** Most relations followed for one search (documented). */
    static final int MOST_RELATIONS = 20;
    /** A neighbour counts half of the hit that leads to it, times the strength of the relation. */
    private static final double DECAY = 0.5;

    private final ReadTransaction tx;
    private final MemoryQuery query;
    private final Moment moment;
    private final Visibility visibility;
    private final Set<String> known = new HashSet<>();
    private int followed;

    Expansion(ReadTransaction tx, MemoryQuery query, Moment moment, Visibility visibility) {
        this.tx = tx;
        this.query = query;
        this.moment = moment;
        this.visibility = visibility;
    }

    /**
     * A result.
     *
     * @param entity what the search found; null for what was added
     * @param row the entity
     * @param path relations from a better result
     */
    record Found(@Nullable CandidateEntity entity, Row row, double score, List<Relation> path) {}

    List<Found> around(List<CandidateEntity> ranked) {
        List<Found> found = new ArrayList<>();
        for (CandidateEntity entity : ranked.subList(0, Math.min(query.limit(), ranked.size()))) {
            found.add(new Found(entity, entity.row(), entity.score(), List.of()));
            known.add(entity.row().text("entity_id"));
        }
        List<Found> frontier = List.copyOf(found);
        for (int depth = 1; depth <= query.expandDepth() && !frontier.isEmpty(); depth++) {
            List<Found> next = new ArrayList<>();
            for (Found from : frontier) {
                follow(from, next);
            }
            found.addAll(next);
            frontier = next;
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(Found::score).reversed())
                .limit(query.limit())
                .toList();
    }

    private void follow(Found from, List<Found> next) {
        String entityId = from.row().text("entity_id");
        List<Relation> strong = Stream.concat(
                        GraphReads.relationsFrom(tx, entityId, HitReader.MAX_RELATIONS).stream(),
                        GraphReads.relationsTo(tx, entityId, HitReader.MAX_RELATIONS).stream())
                .filter(moment::accepts)
                .map(GraphReads::relation)
                .filter(relation -> relation.strength() >= LEAST_STRENGTH)
                .sorted(Comparator.comparingDouble(Relation::strength).reversed())
                .toList();
        for (Relation relation : strong) {
            String other = relation.fromEntity().equals(entityId) ? relation.toEntity() : relation.fromEntity();
            if (followed < MOST_RELATIONS && known.add(other)) {
                followed++;
                neighbour(other).ifPresent(row -> {
                    List<Relation> path = new ArrayList<>(from.path());
                    path.add(relation);
                    next.add(new Found(null, row, from.score() * DECAY * relation.strength(), path));
                });
            }
        }
    }

    private Optional<Row> neighbour(String entityId) {
        return GraphReads.byId(tx, entityId)
                .filter(row -> new VectorFilter(visibility, query.entityTypes()).accepts(GraphReads.facts(row)))
                .filter(row -> moment.accepts(row, row.integer("created_at"), null));
    }
}
