package dev.caxton.engine.agent.builtin.chart;

import dev.caxton.engine.tool.ToolFailedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to pixels, with ticks at round values.
 *
 * @param low value at the first pixel
 * @param high value at the last pixel
 * @param step from tick to tick
 * @param first pixel of the lowest value
 * @param last pixel of the highest value
 */
record Scale(double low, double high, double step, double first, double last) {

    private static final int TICKS = 6;

    /** A scale that holds all values from low to high and begins and ends at round ones. */
    static Scale around(double low, double high, double first, double last) {
        double from = low;
        double to = high;
        if (from == to) {
            from -= from == 0 ? 1 : Math.abs(from) / 2;
            to += to == 0 ? 1 : Math.abs(to) / 2;
        }
        if (!Double.isFinite(to - from)) {
            throw new ToolFailedException("too_wide", "The values lie too far apart to be drawn", null);
        }
        double raw = (to - from) / (TICKS - 1);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double fraction = raw / power;
        double step = power * (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10);
        return new Scale(Math.floor(from / step) * step, Math.ceil(to / step) * step, step, first, last);
    }

    /** As {@link #around}, with ticks at whole values only. */
    static Scale aroundWhole(double low, double high, double first, double last) {
        Scale scale = around(low, high, first, last);
        return scale.step() >= 1
                ? scale
                : new Scale(Math.floor(low), Math.max(Math.ceil(high), Math.floor(low) + 1), 1, first, last);
    }

    double at(double value) {
        return first + (value - low) / (high - low) * (last - first);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        int count = (int) Math.round((high - low) / step);
        for (int i = 0; i <= Math.min(count, 4 * TICKS); i++) {
            double value = low + i * step;
            ticks.add(Math.abs(value) < step / 1e6 ? 0.0 : value);
        }
        return ticks;
    }
}
