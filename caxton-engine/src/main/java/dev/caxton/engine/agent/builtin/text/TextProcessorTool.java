package dev.caxton.engine.agent.builtin.text;

import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.schema.Arguments;
import dev.caxton.engine.agent.builtin.schema.InputSchema;
import dev.caxton.engine.agent.builtin.schema.Property;
import dev.caxton.engine.agent.builtin.table.Figures;
import dev.caxton.engine.tool.ToolFailedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts, extracts from and summarises English text. Thread-safe. */
public final class TextProcessorTool implements Tool {

    private static final int LONGEST = 2_000_000;
    private static final int MATCHES_NAMED = 50;

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "text_processor",
            "Works on a text: counts its words and sentences, finds its keywords, extracts email addresses, URLs,"
                    + " dates or numbers, or summarizes it by its most telling sentences.",
            InputSchema.forRequestsWith(
                            "count the words",
                            "word count",
                            "how many words",
                            "count words",
                            "keyword",
                            "key word",
                            "extract",
                            "summarize",
                            "summary",
                            "email addresses",
                            "most telling",
                            "most important sentences")
                    .required("text", Property.string("Text to work on.").media("text/plain"))
                    .required(
                            "operation",
                            Property.string("What to do.")
                                    .values("extract", "keywords", "summarize", "count")
                                    .words(words())
                                    .general("count"))
                    .optional(
                            "kind",
                            Property.string("What to extract; everything where it is not given.")
                                    .values("emails", "urls", "dates", "numbers")
                                    .words(Map.of(
                                            "emails", List.of("email", "e mail", "mail address"),
                                            "urls", List.of("url", "link", "web address"),
                                            "dates", List.of("date", "day"),
                                            "numbers", List.of("number", "figure"))))
                    .optional(
                            "limit",
                            Property.integer("Most sentences or keywords.")
                                    .range(1, 50)
                                    .words("top", "sentences", "sentence", "keywords"))
                    .build(),
            List.of(),
            "builtin");

    private static Map<String, List<String>> words() {
        Map<String, List<String>> words = new LinkedHashMap<>();
        words.put("extract", List.of("extract", "find all", "email addresses"));
        words.put("keywords", List.of("keyword", "key word", "main terms", "topics"));
        words.put("summarize", List.of("summarize", "summary", "most important sentences", "most telling"));
        words.put("count", List.of("count", "how many", "word count", "length"));
        return words;
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ToolResult call(ToolCall call) {
        Arguments arguments = new Arguments(call);
        String text = arguments.text("text");
        if (text.length() > LONGEST) {
            throw new ToolFailedException(
                    "too_large", "Text has " + text.length() + " characters, expected at most " + LONGEST, null);
        }
        if (text.isBlank()) {
            throw new ToolFailedException("empty_text", "Text is blank, expected words", null);
        }
        return switch (arguments.text("operation")) {
            case "extract" -> extract(text, arguments.text("kind", "all"));
            case "keywords" -> keywords(text, arguments.integer("limit", 10));
            case "summarize" -> summarize(text, arguments.integer("limit", 3));
            default -> count(text);
        };
    }

    private static ToolResult count(String text) {
        int words = Prose.words(text).size();
        int sentences = Prose.sentences(text).size();
        long lines = text.lines().count();
        int characters = text.codePointCount(0, text.length());
        return new ToolResult.Success(
                Figures.count(words, "word", "words") + ", " + Figures.count(sentences, "sentence", "sentences") + ", "
                        + Figures.count(lines, "line", "lines") + ", "
                        + Figures.count(characters, "character", "characters") + ".",
                Map.of("words", words, "sentences", sentences, "lines", lines, "characters", characters),
                List.of());
    }

    private static ToolResult keywords(String text, int limit) {
        List<Map.Entry<String, Integer>> keywords =
                Prose.keywords(text).stream().limit(limit).toList();
        List<String> named = keywords.stream()
                .map(word -> word.getKey() + " (" + word.getValue() + ")")
                .toList();
        return new ToolResult.Success(
                "Keywords: " + (named.isEmpty() ? "none" : String.join(", ", named)) + ".",
                Map.of(
                        "keywords",
                        keywords.stream()
                                .map(word -> Map.of("word", word.getKey(), "count", word.getValue()))
                                .toList()),
                List.of());
    }

    private static ToolResult summarize(String text, int limit) {
        List<String> sentences = Prose.telling(text, limit);
        return new ToolResult.Success(String.join(" ", sentences), Map.of("sentences", sentences), List.of());
    }

    private static ToolResult extract(String text, String kind) {
        Map<String, Object> found = new LinkedHashMap<>();
        StringBuilder summary = new StringBuilder();
        for (Extraction extraction : Extraction.values()) {
            if (kind.equals("all") || kind.equals(extraction.wireName())) {
                List<String> matches = extraction.in(text);
                found.put(extraction.wireName(), matches);
                summary.append(summary.isEmpty() ? "" : "\n")
                        .append(extraction.wireName())
                        .append(" (")
                        .append(matches.size())
                        .append("): ")
                        .append(
                                matches.isEmpty()
                                        ? "none"
                                        : String.join(
                                                ", ",
                                                matches.stream()
                                                        .limit(MATCHES_NAMED)
                                                        .toList()));
            }
        }
        return new ToolResult.Success(summary.toString(), found, List.of());
    }
}
