package dev.caxton.engine.agent.builtin.chart;

import dev.caxton.api.WireName;

/** Kinds of charts. */
enum ChartType implements WireName {
    BAR("bar"),
    LINE("line"),
    SCATTER("scatter"),
    PIE("pie"),
    HISTOGRAM("histogram");

    private final String wireName;

    ChartType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
