package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.MemoryDiagnosis.QueryKind;
import dev.caxton.api.memory.MemoryTiming;
import dev.caxton.api.memory.MemoryUpkeep;
import dev.caxton.embedded.cli.Await;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code memory profile}: what was asked while it watched. */
final class ProfileVerb implements Verb {

    private static final Duration USUAL = Duration.ofSeconds(60);
    private static final int NAMED = 20;

    @Override
    public ExitCode run(Invocation invocation) {
        MemoryUpkeep upkeep = invocation.caxton().memory().upkeep();
        Output output = invocation.output();
        Duration watched = invocation.duration("--duration", USUAL);
        Map<String, QueryKind> before = upkeep.diagnose().queries().stream()
                .collect(Collectors.toMap(QueryKind::queryType, Function.identity()));
        List<MemoryTiming> earlier = upkeep.timings(null, Duration.ZERO);
        output.say("Watching for " + watched.toSeconds() + " s");
        boolean unused = Await.until(watched, () -> false);
        List<Profiled> kinds = new ArrayList<>();
        for (QueryKind kind : upkeep.diagnose().queries()) {
            QueryKind known = before.get(kind.queryType());
            long count = kind.count() - (known == null ? 0 : known.count());
            double total = kind.totalMs() - (known == null ? 0 : known.totalMs());
            if (count > 0) {
                kinds.add(new Profiled(kind.queryType(), count, total / count, total));
            }
        }
        List<MemoryTiming> queries =
                upkeep.timings(earlier.isEmpty() ? null : earlier.getLast().endedAt(), Duration.ZERO).stream()
                        .sorted(Comparator.comparingDouble(MemoryTiming::durationMs)
                                .reversed())
                        .limit(NAMED)
                        .toList();
        print(invocation, watched, kinds, queries);
        return ExitCode.OK;
    }

    private record Profiled(String queryType, long count, double avgMs, double totalMs) {}

    private static void print(
            Invocation invocation, Duration watched, List<Profiled> kinds, List<MemoryTiming> queries) {
        Output output = invocation.output();
        if (output.json()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("duration_ms", watched.toMillis());
            report.put("queries", kinds);
            report.put("slowest", queries);
            output.json(report);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Profiled kind : kinds) {
            rows.add(List.of(
                    kind.queryType(),
                    Figures.millis(kind.avgMs()),
                    Figures.count(kind.count()),
                    Figures.millis(kind.totalMs())));
        }
        output.table(List.of("QUERY-TYPE", "AVG-LATENCY", "COUNT", "TOTAL"), rows);
        if (invocation.has("--include-queries")) {
            DiagnoseVerb.slow(output, queries);
        }
    }
}
