package dev.caxton.api.memory;

import java.util.List;

/**
 * What was compacted and rebuilt.
 *
 * @param steps in order
 * @param finished false where the time ran out before the last step
 * @param bytesBefore size of the database file before
 * @param bytesAfter and after
 */
public record OptimizeReport(List<Step> steps, boolean finished, long bytesBefore, long bytesAfter) {
    public OptimizeReport {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param step its name
     * @param outcome what it did
     * @param durationMs how long it took, in milliseconds
     */
    public record Step(String step, String outcome, double durationMs) {}
}
