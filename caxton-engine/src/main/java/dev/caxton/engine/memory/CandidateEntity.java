package dev.caxton.engine.memory;

import dev.caxton.engine.store.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An entity that may answer a query, with those of its texts that were looked at. One thread only. */
final class CandidateEntity {

    private final Row row;
    private final @Nullable Candidate name;
    private final Map<Integer, Candidate> observations = new HashMap<>();
    private final List<Candidate> past = new ArrayList<>();

    /**
     * Nothing looked at yet.
     *
     * @param name its name and type; null where only observations are sought
     */
    CandidateEntity(Row row, @Nullable Candidate name) {
        this.row = row;
        this.name = name;
    }

    Row row() {
        return row;
    }

    @Nullable
    Candidate name() {
        return name;
    }

    /** Adds an observation at its place in the order in which they were stored. */
    void add(int position, Candidate observation) {
        observations.put(position, observation);
    }

    /** Adds an observation that was taken back since; it has no neighbours. */
    void addPast(Candidate observation) {
        past.add(observation);
    }

    Map<Integer, Candidate> observations() {
        return observations;
    }

    Stream<Candidate> texts() {
        return Stream.of(observations.values().stream(), past.stream(), Stream.ofNullable(name))
                .flatMap(texts -> texts);
    }

    /** Its texts, the best first; equal ones in the order in which they were stored. */
    List<Candidate> ranked() {
        return texts().sorted(Comparator.comparingDouble(Candidate::score)
                        .reversed()
                        .thenComparing(Candidate::isName)
                        .thenComparingLong(text -> text.row().rid()))
                .toList();
    }

    /** Whether anything speaks for it but its surroundings. */
    boolean isFound() {
        return texts().anyMatch(text -> text.similarity() != null || text.keywordScore() != null);
    }

    double score() {
        return texts().mapToDouble(Candidate::score).max().orElse(0);
    }

    Optional<Double> similarity() {
        return texts().map(Candidate::similarity).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }
}
