package dev.caxton.embedded.cli.memory.picture;

import java.util.List;

/**
 * Places boxes so that related ones lie near each other and none covers another: rings by distance from the root, then
 * springs and repulsion, then pushing apart. No chance is involved.
 */
final class Layout {

    private static final double RING = 190;
    private static final double SPRING = 150;
    private static final double GAP = 16;
    private static final int PUSHES = 400;
    /** Work of all rounds together, in pairs of boxes. */
    private static final long WORK = 20_000_000;

    private final double[] x;
    private final double[] y;
    private final double[] widths;
    private final double height;
    private final List<int[]> springs;

    /**
     * Begins with rings.
     *
     * @param depths distance of each box from the root, which is the first
     * @param widths width of each box
     * @param height height of all boxes
     * @param springs pairs of boxes that belong together
     */
    Layout(int[] depths, double[] widths, double height, List<int[]> springs) {
        this.widths = widths;
        this.height = height;
        this.springs = springs;
        this.x = new double[depths.length];
        this.y = new double[depths.length];
        rings(depths);
    }

    double x(int box) {
        return x[box];
    }

    double y(int box) {
        return y[box];
    }

    /** Moves the boxes to where they stay. */
    Layout settle() {
        int count = x.length;
        int rounds = Math.clamp(WORK / ((long) count * count + 1), 30, 400);
        for (int round = 0; round < rounds; round++) {
            relax(60.0 * (rounds - round) / rounds);
        }
        for (int push = 0; push < PUSHES && pushApart(); push++) {
            // Until nothing overlaps.
        }
        return this;
    }

    /** Each box goes near to the direction of the first box that it is tied to, so that families stay together. */
    private void rings(int[] depths) {
        int count = depths.length;
        int deepest = 0;
        for (int depth : depths) {
            deepest = Math.max(deepest, depth);
        }
        double[] angles = new double[count];
        for (int depth = 1; depth <= deepest; depth++) {
            int inRing = 0;
            for (int each : depths) {
                inRing += each == depth ? 1 : 0;
            }
            Integer[] ring = new Integer[inRing];
            int next = 0;
            for (int box = 0; box < count; box++) {
                if (depths[box] == depth) {
                    ring[next++] = box;
                    angles[box] = parentAngle(box, depths, angles);
                }
            }
            java.util.Arrays.sort(
                    ring,
                    java.util.Comparator.<Integer>comparingDouble(box -> angles[box])
                            .thenComparingInt(box -> box));
            double radius = RING * depth * Math.max(1, inRing / (6.0 * depth * 2));
            for (int place = 0; place < inRing; place++) {
                int box = ring[place];
                angles[box] = 2 * Math.PI * place / inRing + 0.3 * depth;
                x[box] = radius * Math.cos(angles[box]);
                y[box] = radius * Math.sin(angles[box]) * 0.75;
            }
        }
    }

    private double parentAngle(int box, int[] depths, double[] angles) {
        for (int[] spring : springs) {
            int other = spring[0] == box ? spring[1] : spring[1] == box ? spring[0] : -1;
            if (other >= 0 && depths[other] == depths[box] - 1) {
                return angles[other];
            }
        }
        return 0;
    }

    private void relax(double most) {
        int count = x.length;
        double[] dx = new double[count];
        double[] dy = new double[count];
        for (int a = 0; a < count; a++) {
            for (int b = a + 1; b < count; b++) {
                double awayX = x[a] - x[b];
                // Boxes are wide: side by side they need more room than one above the other.
                double awayY = (y[a] - y[b]) * 1.6;
                double squared = Math.max(400, awayX * awayX + awayY * awayY);
                double force = SPRING * SPRING * 60 / squared / Math.sqrt(squared);
                dx[a] += awayX * force;
                dy[a] += awayY * force;
                dx[b] -= awayX * force;
                dy[b] -= awayY * force;
            }
        }
        for (int[] spring : springs) {
            double towardsX = x[spring[1]] - x[spring[0]];
            double towardsY = y[spring[1]] - y[spring[0]];
            double distance = Math.max(1, Math.hypot(towardsX, towardsY));
            double pull = (distance - SPRING) / distance * 0.12;
            dx[spring[0]] += towardsX * pull;
            dy[spring[0]] += towardsY * pull;
            dx[spring[1]] -= towardsX * pull;
            dy[spring[1]] -= towardsY * pull;
        }
        for (int box = 1; box < count; box++) {
            dx[box] -= x[box] * 0.004;
            dy[box] -= y[box] * 0.008;
            double length = Math.max(1e-9, Math.hypot(dx[box], dy[box]));
            double step = Math.min(most, length) / length;
            x[box] += dx[box] * step;
            y[box] += dy[box] * step;
        }
    }

    private boolean pushApart() {
        boolean moved = false;
        for (int a = 0; a < x.length; a++) {
            for (int b = a + 1; b < x.length; b++) {
                double overX = (widths[a] + widths[b]) / 2 + GAP - Math.abs(x[a] - x[b]);
                double overY = height + GAP - Math.abs(y[a] - y[b]);
                if (overX <= 0 || overY <= 0) {
                    continue;
                }
                moved = true;
                // The root stays where it is.
                double share = a == 0 ? 0 : 0.5;
                if (overX < overY) {
                    double way = x[a] < x[b] ? overX + 0.5 : -overX - 0.5;
                    x[a] -= way * share;
                    x[b] += way * (1 - share);
                } else {
                    double way = y[a] < y[b] ? overY + 0.5 : -overY - 0.5;
                    y[a] -= way * share;
                    y[b] += way * (1 - share);
                }
            }
        }
        return moved;
    }
}
