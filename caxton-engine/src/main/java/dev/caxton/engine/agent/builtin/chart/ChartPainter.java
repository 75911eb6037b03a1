package dev.caxton.engine.agent.builtin.chart;

import dev.caxton.engine.agent.builtin.table.Figures;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/** Lays a chart out and draws it on any canvas. */
final class ChartPainter {

    private static final int TITLE = 18;
    private static final int TEXT = 12;
    private static final int LEFT = 90;
    private static final int RIGHT = 50;
    private static final int TOP = 50;
    private static final int BOTTOM = 110;
    private static final int LONGEST_LABEL = 18;
    private static final int LABELS_SIDE_BY_SIDE = 6;
    private static final int MOST_LABELS = 40;

    private final Canvas canvas;
    private final Chart chart;
    private final double right;
    private final double bottom;

    ChartPainter(Canvas canvas, Chart chart) {
        this.canvas = canvas;
        this.chart = chart;
        this.right = chart.width() - RIGHT;
        this.bottom = chart.height() - BOTTOM;
    }

    void paint() {
        canvas.rectangle(0, 0, chart.width(), chart.height(), Palette.PAPER);
        canvas.text(chart.width() / 2.0, 30, cut(chart.title(), 80), Canvas.Anchor.MIDDLE, TITLE, 0);
        switch (chart.series()) {
            case ChartSeries.Categories categories -> {
                switch (chart.type()) {
                    case PIE -> pie(categories);
                    case LINE -> lineOverLabels(categories);
                    case BAR, SCATTER, HISTOGRAM -> bars(categories);
                }
            }
            case ChartSeries.Points points -> points(points);
            case ChartSeries.Bins bins -> bins(bins);
        }
    }

    private void bars(ChartSeries.Categories categories) {
        Scale y = valueAxis(categories.values().stream().mapToDouble(Double::doubleValue), true);
        double slot = (right - LEFT) / categories.values().size();
        for (int i = 0; i < categories.values().size(); i++) {
            double zero = y.at(0);
            double value = y.at(categories.values().get(i));
            canvas.rectangle(
                    LEFT + slot * i + slot * 0.1,
                    Math.min(zero, value),
                    slot * 0.8,
                    Math.abs(zero - value),
                    Palette.color(0));
        }
        labels(categories.labels(), slot);
        canvas.line(LEFT, y.at(0), right, y.at(0), Palette.INK, 1);
        axisNames();
    }

    private void lineOverLabels(ChartSeries.Categories categories) {
        Scale y = valueAxis(categories.values().stream().mapToDouble(Double::doubleValue), false);
        double slot = (right - LEFT) / categories.values().size();
        List<Canvas.Point> points = new java.util.ArrayList<>();
        for (int i = 0; i < categories.values().size(); i++) {
            points.add(new Canvas.Point(
                    LEFT + slot * (i + 0.5), y.at(categories.values().get(i))));
        }
        joined(points);
        labels(categories.labels(), slot);
        canvas.line(LEFT, bottom, right, bottom, Palette.INK, 1);
        axisNames();
    }

    private void points(ChartSeries.Points series) {
        List<Canvas.Point> points = series.points();
        Scale y = valueAxis(points.stream().mapToDouble(Canvas.Point::y), false);
        double low = points.stream().mapToDouble(Canvas.Point::x).min().orElse(0);
        double high = points.stream().mapToDouble(Canvas.Point::x).max().orElse(1);
        Scale x = series.days() ? Scale.aroundWhole(low, high, LEFT, right) : Scale.around(low, high, LEFT, right);
        for (double tick : x.ticks()) {
            canvas.line(x.at(tick), bottom, x.at(tick), bottom + 5, Palette.INK, 1);
            String label =
                    series.days() ? LocalDate.ofEpochDay(Math.round(tick)).toString() : Figures.show(tick);
            canvas.text(x.at(tick), bottom + 20, label, Canvas.Anchor.MIDDLE, TEXT, 0);
        }
        canvas.line(LEFT, bottom, right, bottom, Palette.INK, 1);
        List<Canvas.Point> placed = points.stream()
                .map(point -> new Canvas.Point(x.at(point.x()), y.at(point.y())))
                .toList();
        if (chart.type() == ChartType.LINE) {
            joined(placed.stream()
                    .sorted(Comparator.comparingDouble(Canvas.Point::x))
                    .toList());
        } else {
            placed.forEach(point -> canvas.dot(point.x(), point.y(), 3.5, Palette.color(0)));
        }
        axisNames();
    }

    private void joined(List<Canvas.Point> points) {
        canvas.polyline(points, Palette.color(0), 2);
        if (points.size() <= 60) {
            points.forEach(point -> canvas.dot(point.x(), point.y(), 3, Palette.color(0)));
        }
    }

    private void bins(ChartSeries.Bins bins) {
        Scale y = valueAxis(bins.counts().stream().mapToDouble(Integer::doubleValue), true);
        double slot = (right - LEFT) / bins.counts().size();
        for (int i = 0; i < bins.counts().size(); i++) {
            double top = y.at(bins.counts().get(i));
            canvas.rectangle(LEFT + slot * i + 0.5, top, slot - 1, bottom - top, Palette.color(0));
        }
        int every = (int) Math.ceil(bins.counts().size() / 8.0);
        for (int i = 0; i <= bins.counts().size(); i += every) {
            canvas.text(
                    LEFT + slot * i,
                    bottom + 20,
                    Figures.show(bins.low() + i * bins.step()),
                    Canvas.Anchor.MIDDLE,
                    TEXT,
                    0);
        }
        canvas.line(LEFT, bottom, right, bottom, Palette.INK, 1);
        axisNames();
    }

    private void pie(ChartSeries.Categories categories) {
        double total =
                categories.values().stream().mapToDouble(Double::doubleValue).sum();
        double radius = Math.min(chart.width() * 0.3, (chart.height() - TOP - 40) / 2.0);
        double x = LEFT / 2.0 + radius;
        double y = TOP + radius + 10;
        double from = 0;
        for (int i = 0; i < categories.values().size(); i++) {
            double share = categories.values().get(i) / total;
            canvas.wedge(x, y, radius, from, from + share * 360, Palette.color(i));
            from += share * 360;
            double row = TOP + 20 + i * 22.0;
            canvas.rectangle(x + radius + 40, row - 10, 12, 12, Palette.color(i));
            canvas.text(
                    x + radius + 60,
                    row,
                    cut(categories.labels().get(i), 30) + ": "
                            + Figures.show(categories.values().get(i)) + " ("
                            + Figures.show(Math.round(share * 1000) / 10.0) + " %)",
                    Canvas.Anchor.START,
                    TEXT,
                    0);
        }
    }

    private Scale valueAxis(DoubleStream values, boolean withZero) {
        double[] all = values.toArray();
        double low = DoubleStream.of(all).min().orElse(0);
        double high = DoubleStream.of(all).max().orElse(1);
        Scale y = Scale.around(withZero ? Math.min(0, low) : low, withZero ? Math.max(0, high) : high, bottom, TOP);
        for (double tick : y.ticks()) {
            canvas.line(LEFT, y.at(tick), right, y.at(tick), Palette.GRID, 1);
            canvas.text(LEFT - 8, y.at(tick) + 4, Figures.show(tick), Canvas.Anchor.END, TEXT, 0);
        }
        canvas.line(LEFT, TOP, LEFT, bottom, Palette.INK, 1);
        return y;
    }

    private void labels(List<String> labels, double slot) {
        boolean turned = labels.size() > LABELS_SIDE_BY_SIDE
                || labels.stream().anyMatch(label -> Math.min(label.length(), LONGEST_LABEL) * 7 > slot);
        int every = (int) Math.ceil(labels.size() / (double) MOST_LABELS);
        for (int i = 0; i < labels.size(); i += every) {
            double x = LEFT + slot * (i + 0.5);
            String label = cut(labels.get(i), LONGEST_LABEL);
            if (turned) {
                canvas.text(x + 4, bottom + 16, label, Canvas.Anchor.END, TEXT, -35);
            } else {
                canvas.text(x, bottom + 20, label, Canvas.Anchor.MIDDLE, TEXT, 0);
            }
        }
    }

    private void axisNames() {
        canvas.text(
                (LEFT + right) / 2, chart.height() - 10.0, cut(chart.xName(), 60), Canvas.Anchor.MIDDLE, TEXT + 1, 0);
        canvas.text(18, (TOP + bottom) / 2, cut(chart.yName(), 60), Canvas.Anchor.MIDDLE, TEXT + 1, -90);
    }

    private static String cut(String text, int longest) {
        String line = text.replaceAll("\\s+", " ").strip();
        int[] points = line.codePoints().toArray();
        return points.length <= longest ? line : new String(points, 0, longest - 1) + "…";
    }
}
