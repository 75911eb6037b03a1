package dev.caxton.engine.agent.builtin.memory;

import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.schema.Arguments;
import dev.caxton.engine.agent.builtin.schema.InputSchema;
import dev.caxton.engine.agent.builtin.schema.Property;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Searches what the calling agent may see of the memory. Thread-safe. */
public final class MemorySearchTool implements Tool {

    private static final int OBSERVATIONS_QUOTED = 5;
    private static final int LONGEST = 500;

    /** Cosine below which a hit has nothing to do with the query; MiniLM gives unrelated English about 0.1. */
    private static final double UNRELATED = 0.2;

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "memory_search",
            "Searches this agent's memory by meaning and words for facts that were stored before: people, projects,"
                    + " preferences, dates, decisions.",
            InputSchema.forRequestsWith("recall", "remember", "memory", "know about")
                    .required(
                            "query",
                            Property.string("What to look for, in plain words.")
                                    .format("topic")
                                    .length(2_000))
                    .optional(
                            "limit",
                            Property.integer("Most results.").range(1, 20).fallback(5))
                    .build(),
            List.of(),
            "builtin");

    private final Memory memory;

    /** Searches this memory. */
    public MemorySearchTool(Memory memory) {
        this.memory = memory;
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ToolResult call(ToolCall call) {
        Arguments arguments = new Arguments(call);
        String query = arguments.text("query");
        List<SearchHit> hits = memory.search(new MemoryQuery(
                        call.agent(), query, null, Set.of(), arguments.integer("limit", 5), UNRELATED, false))
                .results();
        if (hits.isEmpty()) {
            return new ToolResult.Success(
                    "No memory speaks of " + query + ".", Map.of("results", List.of()), List.of());
        }
        StringBuilder text = new StringBuilder();
        hits.forEach(hit -> describe(hit, text));
        return new ToolResult.Success(
                text.toString().strip(),
                Map.of("results", hits.stream().map(MemorySearchTool::json).toList()),
                List.of());
    }

    private static void describe(SearchHit hit, StringBuilder text) {
        Double similarity = hit.similarityScore();
        text.append("\n- ").append(hit.entityName()).append(" (").append(hit.entityType());
        if (similarity != null) {
            text.append(", similarity ").append(BigDecimal.valueOf(similarity).setScale(2, RoundingMode.HALF_UP));
        }
        text.append("): ");
        List<String> observations = Stream.concat(
                        hit.matches().stream()
                                .filter(match -> match.observationId() != null)
                                .map(SearchHit.Match::content),
                        hit.observations().stream())
                .distinct()
                .limit(OBSERVATIONS_QUOTED)
                .map(MemorySearchTool::cut)
                .toList();
        text.append(observations.isEmpty() ? "no observations" : String.join("; ", observations));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }

    private static Map<String, Object> json(SearchHit hit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entity_id", hit.entityId());
        json.put("entity_name", hit.entityName());
        json.put("entity_type", hit.entityType());
        if (hit.similarityScore() != null) {
            json.put("similarity_score", hit.similarityScore());
        }
        json.put("score", hit.score());
        json.put("observations", hit.observations());
        return json;
    }
}
