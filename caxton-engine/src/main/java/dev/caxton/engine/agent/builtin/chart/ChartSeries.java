package dev.caxton.engine.agent.builtin.chart;

import java.util.List;

/** What a chart shows. */
sealed interface ChartSeries {

    /**
     * A value for each label, in order.
     *
     * @param labels one for each value
     * @param values finite numbers
     */
    record Categories(List<String> labels, List<Double> values) implements ChartSeries {
        public Categories {
            labels = List.copyOf(labels);
            values = List.copyOf(values);
        }
    }

    /**
     * Points.
     *
     * @param points finite
     * @param days whether x counts days since 1970
     */
    record Points(List<Canvas.Point> points, boolean days) implements ChartSeries {
        public Points {
            points = List.copyOf(points);
        }
    }

    /**
     * How many values lie in each of several equal steps.
     *
     * @param low where the first step begins
     * @param step width of each
     * @param counts how many values are in each
     */
    record Bins(double low, double step, List<Integer> counts) implements ChartSeries {
        public Bins {
            counts = List.copyOf(counts);
        }
    }
}
