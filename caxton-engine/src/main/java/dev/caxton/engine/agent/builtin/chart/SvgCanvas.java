package dev.caxton.engine.agent.builtin.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws as SVG 1.1. Every text is escaped; characters that XML does not know are left out. */
final class SvgCanvas implements Canvas {

    private final StringBuilder svg = new StringBuilder();

    SvgCanvas(int width, int height, String title) {
        svg.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" font-family=\"sans-serif\" role=\"img\">\n<title>")
                .append(escaped(title))
                .append("</title>\n");
    }

    @Override
    public void rectangle(double x, double y, double width, double height, String color) {
        svg.append("<rect x=\"")
                .append(at(x))
                .append("\" y=\"")
                .append(at(y))
                .append("\" width=\"")
                .append(at(width))
                .append("\" height=\"")
                .append(at(height))
                .append("\" fill=\"")
                .append(color)
                .append("\"/>\n");
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, String color, double width) {
        svg.append("<line x1=\"")
                .append(at(x1))
                .append("\" y1=\"")
                .append(at(y1))
                .append("\" x2=\"")
                .append(at(x2))
                .append("\" y2=\"")
                .append(at(y2))
                .append("\" stroke=\"")
                .append(color)
                .append("\" stroke-width=\"")
                .append(at(width))
                .append("\"/>\n");
    }

    @Override
    public void polyline(List<Point> points, String color, double width) {
        svg.append("<polyline fill=\"none\" stroke=\"")
                .append(color)
                .append("\" stroke-width=\"")
                .append(at(width))
                .append("\" points=\"")
                .append(points.stream().map(p -> at(p.x()) + "," + at(p.y())).collect(Collectors.joining(" ")))
                .append("\"/>\n");
    }

    @Override
    public void dot(double x, double y, double radius, String color) {
        svg.append("<circle cx=\"")
                .append(at(x))
                .append("\" cy=\"")
                .append(at(y))
                .append("\" r=\"")
                .append(at(radius))
                .append("\" fill=\"")
                .append(color)
                .append("\"/>\n");
    }

    @Override
    public void wedge(double x, double y, double radius, double from, double to, String color) {
        if (to - from >= 359.99) {
            dot(x, y, radius, color);
            return;
        }
        svg.append("<path fill=\"")
                .append(color)
                .append("\" stroke=\"#ffffff\" d=\"M")
                .append(at(x))
                .append(' ')
                .append(at(y))
                .append(" L")
                .append(rim(x, y, radius, from))
                .append(" A")
                .append(at(radius))
                .append(' ')
                .append(at(radius))
                .append(" 0 ")
                .append(to - from > 180 ? 1 : 0)
                .append(" 1 ")
                .append(rim(x, y, radius, to))
                .append(" Z\"/>\n");
    }

    private static String rim(double x, double y, double radius, double angle) {
        double radians = Math.toRadians(angle - 90);
        return at(x + radius * Math.cos(radians)) + " " + at(y + radius * Math.sin(radians));
    }

    @Override
    public void text(double x, double y, String text, Anchor anchor, int size, double turned) {
        svg.append("<text x=\"")
                .append(at(x))
                .append("\" y=\"")
                .append(at(y))
                .append("\" font-size=\"")
                .append(size)
                .append("\" fill=\"")
                .append(Palette.INK)
                .append("\" text-anchor=\"")
                .append(anchor.name().toLowerCase(Locale.ROOT))
                .append('"');
        if (turned != 0) {
            svg.append(" transform=\"rotate(")
                    .append(at(turned))
                    .append(' ')
                    .append(at(x))
                    .append(' ')
                    .append(at(y))
                    .append(")\"");
        }
        svg.append('>').append(escaped(text)).append("</text>\n");
    }

    String finished() {
        return svg + "</svg>\n";
    }

    private static String at(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.equals("-0.00") ? "0.00" : text;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    boolean known = c == '\t'
                            || c == '\n'
                            || c >= 0x20 && c <= 0xD7FF
                            || c >= 0xE000 && c <= 0xFFFD
                            || c > 0xFFFF;
                    escaped.append(known ? Character.toString(c) : "");
                }
            }
        });
        return escaped.toString();
    }
}
