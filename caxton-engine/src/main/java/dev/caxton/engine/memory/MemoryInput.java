package dev.caxton.engine.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.api.memory.EntityUpdate;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.RelationUpdate;
import dev.caxton.wire.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be remembered, and how large it may be. Checks report everything that is wrong at once. */
final class MemoryInput {

    /** Longest name of an entity, in characters. */
    static final int MAX_NAME = 1_000;
    /** Longest type of an entity or a relation, in characters. */
    static final int MAX_TYPE = 200;
    /** Largest observation, in bytes of UTF-8 (documented: 1 MB). */
    static final int MAX_OBSERVATION = 1 << 20;
    /** Largest sum of the observations of a request, in bytes of UTF-8 (documented: 10 MB). */
    static final int MAX_OBSERVATIONS = 10 << 20;
    /** Most observations of a request, so that one transaction does not hold up the others for long. */
    static final int MAX_OBSERVATION_COUNT = 10_000;
    /** Largest metadata, in characters of its JSON. */
    static final int MAX_METADATA = 64 << 10;
    /** Longest query, in characters; the model reads no more than its first 256 word pieces anyway. */
    static final int MAX_QUERY = 100_000;

    private static final int CUT = 200;
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final List<Violation> violations = new ArrayList<>();

    private MemoryInput() {}

    static void check(NewEntity entity) {
        MemoryInput input = new MemoryInput();
        input.label("entity_name", entity.entityName(), MAX_NAME);
        input.label("entity_type", entity.entityType(), MAX_TYPE);
        input.observations(entity.observations());
        input.belief(entity.validFrom(), entity.validTo(), entity.confidence(), entity.source());
        input.finish();
    }

    /** The documented most of a request holds for several entities together. */
    static void checkSum(List<NewEntity> entities) {
        long total = 0;
        long count = 0;
        for (NewEntity entity : entities) {
            count += entity.observations().size();
            total += entity.observations().stream()
                    .mapToLong(MemoryInput::utf8Length)
                    .sum();
        }
        if (count > MAX_OBSERVATION_COUNT) {
            throw tooLarge("observations", count, MAX_OBSERVATION_COUNT, "observations");
        }
        if (total > MAX_OBSERVATIONS) {
            throw tooLarge("observations", total, MAX_OBSERVATIONS, "bytes");
        }
    }

    static void check(NewObservations added) {
        MemoryInput input = new MemoryInput();
        if (added.observations().isEmpty()) {
            input.add("observations", "observations are none, expected 1 or more");
        }
        input.observations(added.observations());
        input.belief(added.validFrom(), added.validTo(), added.confidence(), added.source());
        input.finish();
    }

    static void check(EntityUpdate update) {
        MemoryInput input = new MemoryInput();
        input.belief(update.validFrom(), update.validTo(), null, null);
        input.finish();
    }

    static void check(ObservationUpdate update) {
        MemoryInput input = new MemoryInput();
        if (update.content() != null) {
            input.observations(List.of(update.content()));
        }
        input.belief(update.validFrom(), update.validTo(), update.confidence(), null);
        input.finish();
    }

    static void check(RelationUpdate update) {
        MemoryInput input = new MemoryInput();
        input.part("strength", update.strength());
        input.belief(update.validFrom(), update.validTo(), update.confidence(), null);
        input.finish();
    }

    /** A change of one end of a validity must leave it in order. */
    static void checkValidity(long validFrom, @Nullable Long validTo) {
        MemoryInput input = new MemoryInput();
        input.belief(
                Instant.ofEpochMilli(validFrom), validTo == null ? null : Instant.ofEpochMilli(validTo), null, null);
        input.finish();
    }

    static void check(NewRelation relation) {
        MemoryInput input = new MemoryInput();
        input.label("from_entity", relation.fromEntity(), MAX_NAME);
        input.label("to_entity", relation.toEntity(), MAX_NAME);
        input.label("relation_type", relation.relationType(), MAX_TYPE);
        input.part("strength", relation.strength());
        input.belief(relation.validFrom(), relation.validTo(), relation.confidence(), null);
        input.finish();
    }

    static void checkQuery(@Nullable String query, @Nullable Double minSimilarity) {
        MemoryInput input = new MemoryInput();
        if (query == null || query.isBlank()) {
            input.add("query", "query is empty, expected text");
        } else if (query.length() > MAX_QUERY) {
            input.add("query", "query has " + query.length() + " characters, expected at most " + MAX_QUERY);
        }
        if (minSimilarity != null && !(minSimilarity >= -1 && minSimilarity <= 1)) {
            input.add("min_similarity", "min_similarity is " + minSimilarity + ", expected -1 to 1");
        }
        input.finish();
    }

    /** Metadata as JSON. */
    static String json(Map<String, Object> metadata) {
        if (metadata.isEmpty()) {
            return "{}";
        }
        try {
            String json = WireJson.mapper().writeValueAsString(metadata);
            if (json.length() > MAX_METADATA) {
                throw tooLarge("metadata", json.length(), MAX_METADATA, "characters of JSON");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "metadata cannot be written as JSON, expected plain values, lists and maps",
                    (String) null);
        }
    }

    /** A text short enough for a message. */
    static String cut(String text) {
        return text.length() <= CUT ? text : text.substring(0, CUT) + "…";
    }

    private void label(String member, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            add(member, member + " is empty, expected 1 to " + longest + " characters");
        } else if (text.length() > longest) {
            add(member, member + " has " + text.length() + " characters, expected at most " + longest);
        } else {
            forbidden(text, false)
                    .ifPresent(found -> add(member, member + " has " + found + ", expected printable text"));
        }
    }

    private void observations(List<String> observations) {
        if (observations.size() > MAX_OBSERVATION_COUNT) {
            throw tooLarge("observations", observations.size(), MAX_OBSERVATION_COUNT, "observations");
        }
        long total = 0;
        for (int i = 0; i < observations.size(); i++) {
            String place = "observations[" + i + "]";
            String text = observations.get(i);
            long bytes = utf8Length(text);
            total += bytes;
            if (bytes > MAX_OBSERVATION) {
                throw tooLarge(place, bytes, MAX_OBSERVATION, "bytes");
            }
            if (text.isBlank()) {
                add(place, "observation is empty, expected text");
            }
            forbidden(text, true)
                    .ifPresent(found -> add(place, "observation has " + found + ", expected printable text"));
        }
        if (total > MAX_OBSERVATIONS) {
            throw tooLarge("observations", total, MAX_OBSERVATIONS, "bytes");
        }
    }

    private void belief(
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            @Nullable Double confidence,
            @Nullable String source) {
        part("confidence", confidence);
        year("valid_from", validFrom);
        year("valid_to", validTo);
        if (validFrom != null && validTo != null && validTo.isBefore(validFrom)) {
            add("valid_to", "valid_to is " + validTo + ", expected " + validFrom + " or later");
        }
        if (source != null) {
            label("source", source, MAX_TYPE);
        }
    }

    /** Four digits, so that milliseconds and ISO 8601 can say it. */
    private void year(String member, @Nullable Instant moment) {
        if (moment != null && (moment.isBefore(EARLIEST) || moment.isAfter(LATEST))) {
            add(member, member + " is " + moment + ", expected a year from 0 to 9999");
        }
    }

    private void part(String member, @Nullable Double value) {
        if (value != null && !(value >= 0 && value <= 1)) {
            add(member, member + " is " + value + ", expected 0 to 1");
        }
    }

    /** The first character that must not be stored; half surrogates would not survive UTF-8. */
    private static java.util.Optional<String> forbidden(String text, boolean linesAllowed) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            boolean line = point == '\n' || point == '\r' || point == '\t';
            if (Character.getType(point) == Character.SURROGATE
                    || Character.isISOControl(point) && !(linesAllowed && line)) {
                return java.util.Optional.of(String.format("U+%04X at character %d", point, i + 1));
            }
            i += Character.charCount(point);
        }
        return java.util.Optional.empty();
    }

    private static long utf8Length(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            // A pair of surrogates takes four bytes, so each of its halves one more than its unit.
            bytes += unit < 0x80 ? 0 : unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
        }
        return bytes;
    }

    private static CaxtonException tooLarge(String place, long used, long limit, String unit) {
        return CaxtonException.of(Problem.of(
                        ProblemType.TOO_LARGE,
                        place + " has " + used + " " + unit + ", expected at most " + limit,
                        "split it into several requests")
                .withErrors(List.of(Violation.at(place, "has " + used + " " + unit, null)))
                .withContext(Map.of("limit", limit, "used", used)));
    }

    private void add(String location, String message) {
        violations.add(Violation.at(location, message, null));
    }

    private void finish() {
        if (!violations.isEmpty()) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    violations.size() == 1
                            ? violations.getFirst().message()
                            : violations.size() + " values are invalid, the first: "
                                    + violations.getFirst().message(),
                    violations);
        }
    }
}
