package dev.caxton.engine.agent.builtin.table;

import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.schema.Arguments;
import dev.caxton.engine.agent.builtin.schema.InputSchema;
import dev.caxton.engine.agent.builtin.schema.Property;
import dev.caxton.engine.tool.ToolFailedException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads CSV text into a table and tells the statistics of its columns. Thread-safe. */
public final class CsvParserTool implements Tool {

    /** Largest CSV text, in bytes (documented limit, reference §9). */
    private static final long MOST_BYTES = 50_000_000;

    private static final int SAMPLE_ROWS = 5;
    private static final int COLUMNS_DESCRIBED = 30;

    private static final Map<String, Character> DELIMITERS =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "bar", '|');

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "csv_parser",
            "Parses and analyzes CSV data: rows, columns, types and statistics of each column such as minimum, maximum,"
                    + " mean, median and most frequent values. Use it for any CSV file, spreadsheet or table of data.",
            InputSchema.forRequestsWith("csv", "spreadsheet", "analyze", "analyse", "parse", "columns", "rows", "data")
                    .required(
                            "content",
                            Property.string("CSV text, or a reference to one.").media("text/csv"))
                    .optional(
                            "name",
                            Property.string("What the data is called, for the answer.")
                                    .length(200))
                    .optional(
                            "delimiter",
                            Property.string("What separates fields; found out where it is not given.")
                                    .values("comma", "semicolon", "tab", "bar")
                                    .words(Map.of(
                                            "comma", List.of("comma separated", "separated by commas"),
                                            "semicolon", List.of("semicolon separated", "separated by semicolons"),
                                            "tab", List.of("tab separated", "separated by tabs"),
                                            "bar", List.of("pipe separated", "bar separated"))))
                    .optional(
                            "header",
                            Property.bool(
                                    "Whether the first line holds the headings; found out where it is not given."))
                    .build(),
            List.of(Table.MEDIA_TYPE),
            "builtin");

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ToolResult call(ToolCall call) {
        Arguments arguments = new Arguments(call);
        String content = arguments.text("content");
        long limit = arguments.bytesOfParameter("max_file_size", MOST_BYTES);
        long size = content.length() > limit ? content.length() : content.getBytes(StandardCharsets.UTF_8).length;
        if (size > limit) {
            throw new ToolFailedException(
                    "too_large",
                    "CSV text has " + size + " bytes, expected at most " + limit,
                    "Give a smaller file, or raise max_file_size under parameters in the agent's file.");
        }
        Character delimiter =
                arguments.optionalText("delimiter").map(DELIMITERS::get).orElse(null);
        CsvReader.Document document = CsvReader.read(
                arguments.text("name", "table"),
                content,
                delimiter,
                arguments.bool("header").orElse(null));
        return result(document);
    }

    private static ToolResult result(CsvReader.Document document) {
        Table table = document.table();
        List<ColumnStatistics> statistics = IntStream.range(0, table.columns().size())
                .mapToObj(i -> new ColumnStatistics(table, i))
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("rows", table.rows().size());
        data.put("columns", statistics.stream().map(ColumnStatistics::toJson).toList());
        data.put("delimiter", delimiterName(document.delimiter()));
        data.put("header", document.header());
        data.put("ragged_rows", document.ragged());
        data.put("broken_values", document.broken());
        data.put(
                "sample",
                table.rows().subList(0, Math.min(SAMPLE_ROWS, table.rows().size())));
        return new ToolResult.Success(
                text(document, statistics),
                data,
                List.of(new ToolResult.Artifact(table.name(), Table.MEDIA_TYPE, table.toJson())));
    }

    private static String text(CsvReader.Document document, List<ColumnStatistics> statistics) {
        Table table = document.table();
        StringBuilder text = new StringBuilder()
                .append(Figures.count(table.rows().size(), "row", "rows"))
                .append(" and ")
                .append(Figures.count(table.columns().size(), "column", "columns"))
                .append(document.header() ? "" : " without headings")
                .append(", ")
                .append(delimiterName(document.delimiter()))
                .append(" separated.");
        statistics.stream()
                .limit(COLUMNS_DESCRIBED)
                .forEach(column -> text.append("\n- ").append(column.describe()));
        if (statistics.size() > COLUMNS_DESCRIBED) {
            text.append("\n- … and ")
                    .append(statistics.size() - COLUMNS_DESCRIBED)
                    .append(" more columns");
        }
        if (document.ragged() > 0) {
            text.append("\n")
                    .append(Figures.count(document.ragged(), "row has", "rows have"))
                    .append(" too few or too many fields; missing ones count as missing values, others are left out.");
        }
        document.broken()
                .forEach((column, count) -> text.append("\n")
                        .append(Figures.count(count, "value", "values"))
                        .append(" of ")
                        .append(column)
                        .append(count == 1 ? " does" : " do")
                        .append(" not fit its type and count as missing."));
        return text.toString();
    }

    private static String delimiterName(char delimiter) {
        @Nullable String name = null;
        for (Map.Entry<String, Character> entry : DELIMITERS.entrySet()) {
            if (entry.getValue() == delimiter) {
                name = entry.getKey();
            }
        }
        return name == null ? String.valueOf(delimiter) : name;
    }
}
