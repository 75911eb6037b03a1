package dev.caxton.embedded.cli.memory.picture;

import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A picture that any browser shows; without scripts and without anything from elsewhere. */
final class SvgPicture implements GraphPicture {

    /** Entities that are drawn; nobody can read more of them in one picture. */
    static final int DRAWN = 200;

    private static final double HEIGHT = 38;
    private static final double MARGIN = 40;
    private static final double HEADER = 54;
    private static final double LEGEND_LINE = 24;
    private static final double LEAST_WIDTH = 480;

    private final StringBuilder svg = new StringBuilder();

    /** Relations between two entities, drawn as one line: its types by direction. */
    private record Line(int from, int to, TreeSet<String> types, double strength) {}

    @Override
    public String draw(MemoryGraph graph) {
        List<MemoryGraph.Node> nodes =
                graph.graph().nodes().stream().limit(DRAWN).toList();
        TypeColours colours = TypeColours.of(nodes);
        List<Line> lines = lines(nodes, graph.graph().edges());
        double[] widths = nodes.stream().mapToDouble(node -> boxWidth(node)).toArray();
        Layout layout = new Layout(
                        nodes.stream().mapToInt(MemoryGraph.Node::depth).toArray(),
                        widths,
                        HEIGHT,
                        lines.stream()
                                .filter(line -> line.from() != line.to())
                                .map(line -> new int[] {line.from(), line.to()})
                                .toList())
                .settle();
        frame(graph, nodes, lines, colours, layout, widths);
        return svg.toString();
    }

    private static double boxWidth(MemoryGraph.Node node) {
        return Math.max(textWidth(Labels.of(node.entityName()), 13), textWidth(Labels.of(node.entityType()), 10)) + 22;
    }

    /** Near enough for the usual fonts; wide characters count as such. */
    private static double textWidth(String text, double size) {
        return text.codePoints()
                .mapToDouble(point -> point >= 0x1100 ? size : Character.isUpperCase(point) ? size * 0.72 : size * 0.57)
                .sum();
    }

    private static List<Line> lines(List<MemoryGraph.Node> nodes, List<Relation> relations) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            places.put(nodes.get(i).entityId(), i);
        }
        Map<String, Line> lines = new LinkedHashMap<>();
        for (Relation relation : relations) {
            Integer from = places.get(relation.fromEntity());
            Integer to = places.get(relation.toEntity());
            if (from != null && to != null) {
                TreeSet<String> types = new TreeSet<>();
                types.add(relation.relationType());
                lines.merge(from + ">" + to, new Line(from, to, types, relation.strength()), (known, added) -> {
                    known.types().addAll(added.types());
                    return new Line(
                            known.from(), known.to(), known.types(), Math.max(known.strength(), added.strength()));
                });
            }
        }
        return new ArrayList<>(lines.values());
    }

    private void frame(
            MemoryGraph graph,
            List<MemoryGraph.Node> nodes,
            List<Line> lines,
            TypeColours colours,
            Layout layout,
            double[] widths) {
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < nodes.size(); i++) {
            left = Math.min(left, layout.x(i) - widths[i] / 2);
            right = Math.max(right, layout.x(i) + widths[i] / 2);
            top = Math.min(top, layout.y(i) - HEIGHT);
            bottom = Math.max(bottom, layout.y(i) + HEIGHT);
        }
        List<String> legend = legend(nodes, colours);
        double width = Math.max(LEAST_WIDTH, right - left + 2 * MARGIN);
        double height = bottom - top + 2 * MARGIN + HEADER + legend.size() * LEGEND_LINE / legendColumns(width);
        double legendTop = HEADER + MARGIN + bottom - top + MARGIN / 2;
        height = Math.max(
                height, legendTop + Math.ceil(legend.size() / (double) legendColumns(width)) * LEGEND_LINE + 12);
        String root = nodes.isEmpty() ? "nothing" : nodes.getFirst().entityName();
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" "
                        + "role=\"img\" font-family=\"Helvetica, Arial, sans-serif\">",
                width, height, width, height);
        svg.append("<title>Memory around ").append(Labels.xml(root)).append("</title>\n");
        svg.append("<defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" "
                + "markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0 10 5 0 10z\" "
                + "fill=\"#78716c\"/></marker></defs>\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        text(MARGIN / 2, 26, 16, "#1c1917", "font-weight=\"bold\"", "Memory around " + Labels.of(root));
        text(MARGIN / 2, 44, 11, "#57534e", "", caption(graph, nodes, lines));
        double moveX = MARGIN - left + Math.max(0, (LEAST_WIDTH - (right - left + 2 * MARGIN)) / 2);
        double moveY = HEADER + MARGIN - top;
        add("<g transform=\"translate(%.1f %.1f)\">", moveX, moveY);
        lines.forEach(line -> line(line, lines, layout, widths));
        for (int i = 0; i < nodes.size(); i++) {
            box(nodes.get(i), layout.x(i), layout.y(i), widths[i], colours);
        }
        lines.forEach(line -> lineLabel(line, lines, layout));
        svg.append("</g>\n");
        for (int i = 0; i < legend.size(); i++) {
            int columns = legendColumns(width);
            double x = MARGIN / 2 + i % columns * 190.0;
            double y = legendTop + i / columns * LEGEND_LINE;
            String type = i < colours.distinct() ? colours.types().get(i) : "";
            add(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"16\" height=\"12\" rx=\"3\" fill=\"%s\" stroke=\"%s\"/>",
                    x, y, colours.light(type), colours.strong(type));
            text(x + 22, y + 10, 11, "#1c1917", "", legend.get(i));
        }
        svg.append("</svg>\n");
    }

    private static int legendColumns(double width) {
        return Math.max(1, (int) ((width - MARGIN) / 190));
    }

    private static String caption(MemoryGraph graph, List<MemoryGraph.Node> nodes, List<Line> lines) {
        int all = graph.graph().nodes().size();
        String shown = nodes.size() < all
                ? nodes.size() + " of " + all + " entities drawn"
                : nodes.size() == 1 ? "1 entity" : nodes.size() + " entities";
        int relations = lines.stream().mapToInt(line -> line.types().size()).sum();
        return shown + ", " + (relations == 1 ? "1 relation" : relations + " relations")
                + (graph.traversalStats().truncated() ? "; there is more in memory" : "");
    }

    private static List<String> legend(List<MemoryGraph.Node> nodes, TypeColours colours) {
        Map<String, Integer> counts = new TreeMap<>();
        nodes.forEach(node -> counts.merge(node.entityType(), 1, Integer::sum));
        List<String> legend = new ArrayList<>();
        for (String type : colours.types().subList(0, colours.distinct())) {
            legend.add(Labels.of(type) + " (" + counts.get(type) + ")");
        }
        int others = colours.types().stream()
                .skip(colours.distinct())
                .mapToInt(type -> counts.getOrDefault(type, 0))
                .sum();
        if (others > 0) {
            legend.add("other types (" + others + ")");
        }
        return legend;
    }

    private void box(MemoryGraph.Node node, double x, double y, double width, TypeColours colours) {
        add(
                "<g><title>%s (%s)</title><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.0f\" rx=\"9\" "
                        + "fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>",
                Labels.xml(node.entityName()),
                Labels.xml(node.entityType()),
                x - width / 2,
                y - HEIGHT / 2,
                width,
                HEIGHT,
                colours.light(node.entityType()),
                colours.strong(node.entityType()),
                node.depth() == 0 ? "3" : "1.2");
        text(x, y - 1, 13, "#1c1917", "text-anchor=\"middle\"", Labels.of(node.entityName()));
        text(x, y + 12, 10, colours.strong(node.entityType()), "text-anchor=\"middle\"", Labels.of(node.entityType()));
        svg.append("</g>\n");
    }

    private void line(Line line, List<Line> lines, Layout layout, double[] widths) {
        double x1 = layout.x(line.from());
        double y1 = layout.y(line.from());
        if (line.from() == line.to()) {
            add(
                    "<path d=\"M%.1f %.1f c-34 -40 34 -40 4 -1\" fill=\"none\" stroke=\"#a8a29e\" "
                            + "stroke-width=\"%.1f\" marker-end=\"url(#arrow)\"/>",
                    x1 - 8, y1 - HEIGHT / 2, thickness(line));
            return;
        }
        double bend = bend(line, lines);
        double x2 = layout.x(line.to());
        double y2 = layout.y(line.to());
        double[] middle = middle(x1, y1, x2, y2, bend);
        double[] start = rim(x1, y1, middle[0], middle[1], widths[line.from()]);
        double[] end = rim(x2, y2, middle[0], middle[1], widths[line.to()]);
        add(
                "<path d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\" fill=\"none\" stroke=\"#a8a29e\" stroke-width=\"%.1f\" "
                        + "marker-end=\"url(#arrow)\"/>",
                start[0], start[1], middle[0], middle[1], end[0], end[1], thickness(line));
    }

    private void lineLabel(Line line, List<Line> lines, Layout layout) {
        double x1 = layout.x(line.from());
        double y1 = layout.y(line.from());
        double[] control = middle(x1, y1, layout.x(line.to()), layout.y(line.to()), bend(line, lines));
        double x = (x1 + 2 * control[0] + layout.x(line.to())) / 4;
        double y = (y1 + 2 * control[1] + layout.y(line.to())) / 4;
        double above = line.from() == line.to() ? HEIGHT / 2 + 32 : -3;
        text(
                x,
                y - above,
                9,
                "#44403c",
                "text-anchor=\"middle\" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\"",
                Labels.of(String.join(", ", line.types())));
    }

    private static double thickness(Line line) {
        return 0.8 + 2.2 * line.strength();
    }

    /** Lines in both directions between two entities go around each other. */
    private static double bend(Line line, List<Line> lines) {
        boolean both = lines.stream().anyMatch(other -> other.from() == line.to() && other.to() == line.from());
        return both && line.from() != line.to() ? 26 : 0;
    }

    private static double[] middle(double x1, double y1, double x2, double y2, double bend) {
        double length = Math.max(1, Math.hypot(x2 - x1, y2 - y1));
        return new double[] {(x1 + x2) / 2 - (y2 - y1) / length * bend, (y1 + y2) / 2 + (x2 - x1) / length * bend};
    }

    /** Where a line from the middle of a box leaves it. */
    private static double[] rim(double x, double y, double towardsX, double towardsY, double width) {
        double dx = towardsX - x;
        double dy = towardsY - y;
        double share = Math.min(
                Math.abs(dx) < 1e-9 ? Double.MAX_VALUE : (width / 2 + 2) / Math.abs(dx),
                Math.abs(dy) < 1e-9 ? Double.MAX_VALUE : (HEIGHT / 2 + 2) / Math.abs(dy));
        double bounded = Math.min(1, share);
        return new double[] {x + dx * bounded, y + dy * bounded};
    }

    private void text(double x, double y, double size, String colour, String attributes, String label) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.0f\" fill=\"%s\" %s>%s</text>",
                x,
                y,
                size,
                colour,
                attributes,
                label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
