package dev.caxton.api.memory;

import java.util.List;

/**
 * What is slow or wrong.
 *
 * @param queries kinds of queries, the slowest first
 * @param slowQueries the slowest recent queries of more than 100 ms, the slowest first
 * @param findings what is amiss; empty where nothing is
 */
public record MemoryDiagnosis(List<QueryKind> queries, List<MemoryTiming> slowQueries, List<Finding> findings) {
    public MemoryDiagnosis {
        queries = List.copyOf(queries);
        slowQueries = List.copyOf(slowQueries);
        findings = List.copyOf(findings);
    }

    /**
     * A kind of queries.
     *
     * @param queryType its name
     * @param count how many there were since the start
     * @param totalMs their times together, in milliseconds
     * @param avgMs mean of the recent ones, in milliseconds
     * @param p99Ms 99th percentile of the recent ones, in milliseconds
     * @param failed how many ended in a problem
     */
    public record QueryKind(String queryType, long count, double totalMs, double avgMs, double p99Ms, long failed) {}

    /**
     * Something amiss.
     *
     * @param severity {@code error}, {@code warning} or {@code note}
     * @param subject what it is about
     * @param detail what was found
     * @param remedy what to do
     */
    public record Finding(String severity, String subject, String detail, String remedy) {}
}
