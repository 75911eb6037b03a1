package dev.caxton.api.memory;

import java.util.List;

/**
 * What looks like junk.
 *
 * @param findings the first of each kind
 * @param total how many there are of all kinds, those not listed included
 */
public record LintReport(List<Finding> findings, long total) {
    public LintReport {
        findings = List.copyOf(findings);
    }

    /**
     * Something that looks like junk.
     *
     * @param rule which: {@code secret}, {@code duplicate}, {@code near_duplicate}, {@code empty_entity}, {@code
     *     self_relation}, {@code dangling_relation}, {@code too_short}, {@code truncated_by_model} or {@code expired}
     * @param subject id of the entity, observation or relation
     * @param detail what is odd about it; never the text itself where the rule is {@code secret}
     */
    public record Finding(String rule, String subject, String detail) {}
}
