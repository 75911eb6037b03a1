package dev.caxton.engine.agent.builtin.chart;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chart that can be drawn.
 *
 * @param type kind of chart
 * @param title over it
 * @param xName under the horizontal axis
 * @param yName beside the vertical axis
 * @param series what it shows
 * @param width pixels
 * @param height pixels
 */
record Chart(ChartType type, String title, String xName, String yName, ChartSeries series, int width, int height) {

    private static final Logger LOG = LoggerFactory.getLogger(Chart.class);

    /** The chart as SVG; needs nothing but text. */
    String svg() {
        SvgCanvas canvas = new SvgCanvas(width, height, title);
        new ChartPainter(canvas, this).paint();
        return canvas.finished();
    }

    /** The chart as PNG; empty on a machine where Java 2D cannot draw text, such as one without any font. */
    Optional<byte[]> png() {
        try {
            PngCanvas canvas = new PngCanvas(width, height);
            new ChartPainter(canvas, this).paint();
            return Optional.of(canvas.finished());
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // Missing fonts and missing native libraries come as any of these; the SVG needs neither.
            LOG.atWarn().setCause(e).log("PNG not drawn: Java 2D cannot draw text on this machine");
            return Optional.empty();
        }
    }
}
