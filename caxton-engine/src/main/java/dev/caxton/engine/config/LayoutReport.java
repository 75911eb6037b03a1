package dev.caxton.engine.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What laying out the directories of a server did.
 *
 * @param dataDir absolute data directory
 * @param agentsDir absolute agents directory
 * @param steps what was made and what was left, in order
 */
public record LayoutReport(Path dataDir, Path agentsDir, List<Step> steps) {
    public LayoutReport {
        steps = List.copyOf(steps);
    }

    /** What happened to a path. */
    public enum Outcome {
        MADE,
        LEFT,
        CHANGED
    }

    /**
     * One path.
     *
     * @param path absolute path
     * @param outcome what happened to it
     * @param note what it is, or why it was left
     */
    public record Step(Path path, Outcome outcome, String note) {}
}
