package dev.caxton.engine.agent.builtin.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws into a raster image by Java 2D, which needs no display but does need fonts for texts. */
final class PngCanvas implements Canvas {

    private final BufferedImage image;
    private final Graphics2D graphics;

    PngCanvas(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }

    @Override
    public void rectangle(double x, double y, double width, double height, String color) {
        graphics.setColor(Color.decode(color));
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, String color, double width) {
        graphics.setColor(Color.decode(color));
        graphics.setStroke(new BasicStroke((float) width));
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void polyline(List<Point> points, String color, double width) {
        if (points.isEmpty()) {
            return;
        }
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).x(), points.get(0).y());
        points.stream().skip(1).forEach(point -> path.lineTo(point.x(), point.y()));
        graphics.setColor(Color.decode(color));
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    @Override
    public void dot(double x, double y, double radius, String color) {
        graphics.setColor(Color.decode(color));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void wedge(double x, double y, double radius, double from, double to, String color) {
        Arc2D arc = new Arc2D.Double(x - radius, y - radius, 2 * radius, 2 * radius, 90 - from, from - to, Arc2D.PIE);
        graphics.setColor(Color.decode(color));
        graphics.fill(arc);
        graphics.setColor(Color.decode(Palette.PAPER));
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(arc);
    }

    @Override
    public void text(double x, double y, String text, Anchor anchor, int size, double turned) {
        graphics.setColor(Color.decode(Palette.INK));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        double width = graphics.getFontMetrics().stringWidth(text);
        double shift =
                switch (anchor) {
                    case START -> 0;
                    case MIDDLE -> width / 2;
                    case END -> width;
                };
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(Math.toRadians(turned));
        graphics.drawString(text, (float) -shift, 0);
        graphics.setTransform(before);
    }

    byte[] finished() throws IOException {
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException("This Java runtime has no PNG writer");
        }
        return bytes.toByteArray();
    }
}
