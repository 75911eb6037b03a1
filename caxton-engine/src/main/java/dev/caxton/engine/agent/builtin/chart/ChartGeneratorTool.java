package dev.caxton.engine.agent.builtin.chart;

import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.file.AgentFiles;
import dev.caxton.engine.agent.builtin.schema.Arguments;
import dev.caxton.engine.agent.builtin.schema.InputSchema;
import dev.caxton.engine.agent.builtin.schema.Property;
import dev.caxton.engine.agent.builtin.table.Figures;
import dev.caxton.engine.agent.builtin.table.Table;
import dev.caxton.engine.tool.ToolFailedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Draws charts and saves them among the calling agent's files. Thread-safe. */
public final class ChartGeneratorTool implements Tool {

    private static final int MOST_VALUES = 5_000;

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "chart_generator",
            "Draws a chart (bar, line, scatter, pie or histogram) of a table or of a list of numbers and saves it as"
                    + " an SVG and a PNG image. Use it to plot, graph or visualize data.",
            InputSchema.forRequestsWith(
                            "chart",
                            "plot",
                            "graph",
                            "diagram",
                            "histogram",
                            "visualize",
                            "visualization",
                            "draw",
                            "picture of",
                            "image of")
                    .optional(
                            "table",
                            Property.any("Table, as another tool returned it.").media(Table.MEDIA_TYPE))
                    .optional(
                            "values",
                            Property.array("Numbers, where there is no table.", Property.number())
                                    .items(MOST_VALUES))
                    .optional(
                            "labels",
                            Property.array("A label for each of the values.", Property.string("a label"))
                                    .items(MOST_VALUES))
                    .optional(
                            "type",
                            Property.string("Kind of chart; chosen by the columns where it is not given.")
                                    .values("bar", "line", "scatter", "pie", "histogram")
                                    .words(typeWords()))
                    .optional(
                            "y",
                            Property.string("Column of numbers to draw.")
                                    .format("column")
                                    .columnType("number")
                                    .words("of"))
                    .optional(
                            "x",
                            Property.string("Column along the horizontal axis, or to group by.")
                                    .format("column")
                                    .words("by", "per", "over", "against", "versus", "vs", "for each", "across"))
                    .optional(
                            "aggregate",
                            Property.string("How several rows of one group are put together.")
                                    .values("sum", "mean", "count", "median", "min", "max")
                                    .words(Map.of(
                                            "sum", List.of("sum", "total"),
                                            "mean", List.of("mean", "average"),
                                            "count", List.of("count", "number of", "how many"),
                                            "median", List.of("median"),
                                            "min", List.of("minimum"),
                                            "max", List.of("maximum")))
                                    .fallback("sum"))
                    .optional(
                            "title",
                            Property.string("Title over the chart.")
                                    .words("titled", "title", "called")
                                    .length(200))
                    .optional(
                            "width",
                            Property.integer("Pixels.").range(320, 2_000).fallback(800))
                    .optional(
                            "height",
                            Property.integer("Pixels.").range(240, 2_000).fallback(500))
                    .anyOf("table", "values")
                    .build(),
            List.of("image/svg+xml", "image/png"),
            "builtin");

    private final AgentFiles files;

    /** Saves charts among these files. */
    public ChartGeneratorTool(AgentFiles files) {
        this.files = files;
    }

    private static Map<String, List<String>> typeWords() {
        Map<String, List<String>> words = new LinkedHashMap<>();
        words.put("bar", List.of("bar", "bar chart", "bar graph", "column chart"));
        words.put("line", List.of("line", "line chart", "line graph", "over time", "time series"));
        words.put("scatter", List.of("scatter", "scatter plot", "scatterplot"));
        words.put("pie", List.of("pie", "pie chart"));
        words.put("histogram", List.of("histogram", "distribution"));
        return words;
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ToolResult call(ToolCall call) {
        Arguments arguments = new Arguments(call);
        Chart chart = arguments.value("table").isPresent()
                ? ofTable(arguments, Table.fromJson(arguments.value("table").get()))
                : ofValues(arguments);
        return saved(call.agent(), chart);
    }

    private static Chart ofTable(Arguments arguments, Table table) {
        ChartTable.Choice choice = ChartTable.choose(
                table,
                arguments.optionalText("type").map(ChartGeneratorTool::type).orElse(null),
                arguments.optionalText("x").orElse(null),
                arguments.optionalText("y").orElse(null));
        String aggregate = choice.y() < 0 ? "count" : arguments.text("aggregate", "sum");
        ChartSeries series = ChartTable.series(table, choice, aggregate);
        boolean grouped = choice.type() != ChartType.SCATTER && choice.type() != ChartType.HISTOGRAM && choice.x() >= 0;
        boolean single = grouped && isSingle(table, choice, series);
        String measured =
                choice.y() < 0 ? "rows" : table.columns().get(choice.y()).name();
        String yName = aggregate.equals("count") && grouped
                ? "number of rows"
                : grouped && !single ? aggregate + " of " + measured : measured;
        String xName = choice.type() == ChartType.HISTOGRAM
                ? measured
                : choice.x() < 0 ? "row" : table.columns().get(choice.x()).name();
        String title = choice.type() == ChartType.HISTOGRAM
                ? "distribution of " + measured
                : yName + (choice.type() == ChartType.SCATTER ? " against " : " by ") + xName;
        return chart(
                arguments,
                choice.type(),
                title,
                xName,
                choice.type() == ChartType.HISTOGRAM ? "number of rows" : yName,
                series);
    }

    /** Whether each group is one row, so that nothing was put together. */
    private static boolean isSingle(Table table, ChartTable.Choice choice, ChartSeries series) {
        long rows = choice.y() < 0
                ? 0
                : table.rows().stream()
                        .filter(row -> row.get(choice.y()) != null && row.get(choice.x()) != null)
                        .count();
        return switch (series) {
            case ChartSeries.Categories categories -> categories.labels().size() == rows;
            case ChartSeries.Points points -> points.points().size() == rows;
            case ChartSeries.Bins bins -> false;
        };
    }

    private static Chart ofValues(Arguments arguments) {
        List<Double> values = arguments.numbers("values");
        List<String> labels = new ArrayList<>(arguments.texts("labels"));
        if (!labels.isEmpty() && labels.size() != values.size()) {
            throw new ToolFailedException(
                    "invalid_arguments",
                    "There are " + labels.size() + " labels for " + values.size() + " values, expected as many",
                    null);
        }
        if (values.isEmpty()) {
            throw new ToolFailedException("no_values", "There are no values to draw", null);
        }
        for (int i = labels.size(); i < values.size(); i++) {
            labels.add(String.valueOf(i + 1));
        }
        ChartType type =
                arguments.optionalText("type").map(ChartGeneratorTool::type).orElse(ChartType.BAR);
        ChartSeries.Categories categories = new ChartSeries.Categories(labels, values);
        ChartSeries series =
                switch (type) {
                    case HISTOGRAM ->
                        ChartTable.bins(
                                values.stream().mapToDouble(Double::doubleValue).toArray());
                    case PIE -> ChartTable.shares(categories);
                    case BAR, LINE, SCATTER -> categories;
                };
        return chart(arguments, type, "values", "", "value", series);
    }

    private static Chart chart(
            Arguments arguments, ChartType type, String title, String xName, String yName, ChartSeries series) {
        return new Chart(
                type,
                arguments.text("title", title),
                xName,
                yName,
                series,
                arguments.integer("width", 800),
                arguments.integer("height", 500));
    }

    private static ChartType type(String name) {
        return ChartType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private ToolResult saved(String agent, Chart chart) {
        String svg = chart.svg();
        String name = fileName(chart, svg);
        String svgPath = files.write(agent, name + ".svg", svg.getBytes(StandardCharsets.UTF_8));
        List<ToolResult.Artifact> artifacts = new ArrayList<>();
        artifacts.add(new ToolResult.Artifact(name + ".svg", "image/svg+xml", svg));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", chart.type().wireName());
        data.put("title", chart.title());
        data.put("svg", svgPath);
        Optional<byte[]> png = chart.png();
        @Nullable String pngPath = null;
        if (png.isPresent()) {
            pngPath = files.write(agent, name + ".png", png.get());
            data.put("png", pngPath);
            artifacts.add(new ToolResult.Artifact(
                    name + ".png", "image/png", Base64.getEncoder().encodeToString(png.get())));
        }
        String kind = chart.type().wireName();
        String text = Character.toUpperCase(kind.charAt(0)) + kind.substring(1)
                + (chart.type() == ChartType.HISTOGRAM ? " \"" : " chart \"") + chart.title() + "\" with "
                + size(chart.series()) + ", saved as " + svgPath + " (image/svg+xml)"
                + (pngPath == null
                        ? ". No PNG was made: this machine has no font that Java can draw with."
                        : " and " + pngPath + " (image/png).");
        return new ToolResult.Success(text, data, artifacts);
    }

    private static String size(ChartSeries series) {
        return switch (series) {
            case ChartSeries.Categories categories ->
                Figures.count(categories.labels().size(), "value", "values");
            case ChartSeries.Points points -> Figures.count(points.points().size(), "point", "points");
            case ChartSeries.Bins bins -> Figures.count(bins.counts().size(), "step", "steps");
        };
    }

    /** The same chart has the same name, another one another. */
    private static String fileName(Chart chart, String svg) {
        CRC32C crc = new CRC32C();
        crc.update(svg.getBytes(StandardCharsets.UTF_8));
        String words = chart.title()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String stem = words.isEmpty() ? "chart" : words.substring(0, Math.min(words.length(), 60));
        return stem + "-" + chart.type().wireName() + "-" + String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
