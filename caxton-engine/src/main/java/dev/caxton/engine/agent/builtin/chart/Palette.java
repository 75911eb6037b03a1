package dev.caxton.engine.agent.builtin.chart;

/** Colours of charts, told apart by colour-blind readers too (Okabe and Ito, 2008). */
final class Palette {

    static final String PAPER = "#ffffff";
    static final String INK = "#222222";
    static final String GRID = "#dddddd";

    private static final String[] COLORS = {
        "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999", "#f0e442", "#332288"
    };

    private Palette() {}

    static String color(int index) {
        return COLORS[index % COLORS.length];
    }
}
