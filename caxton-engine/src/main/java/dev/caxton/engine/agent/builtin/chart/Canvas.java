package dev.caxton.engine.agent.builtin.chart;

import java.util.List;

/** What a chart is drawn on; the origin is the upper left corner, lengths are pixels, angles degrees clockwise from the top. */
interface Canvas {

    /** Where a text lies about its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A point. */
    record Point(double x, double y) {}

    void rectangle(double x, double y, double width, double height, String color);

    void line(double x1, double y1, double x2, double y2, String color, double width);

    void polyline(List<Point> points, String color, double width);

    void dot(double x, double y, double radius, String color);

    void wedge(double x, double y, double radius, double from, double to, String color);

    /** Text whose baseline begins, has its middle or ends at the point, turned about it. */
    void text(double x, double y, String text, Anchor anchor, int size, double turned);
}
