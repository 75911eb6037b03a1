package dev.caxton.embedded.cli.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.ConfiguredMemory;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryConfiguration;
import dev.caxton.api.memory.MemoryConfigurationChange;
import dev.caxton.api.memory.MemoryConfigurationChange.PerformanceChange;
import dev.caxton.api.memory.MemoryConfigurationChange.RetentionChange;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import dev.caxton.wire.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code memory config}. */
final class MemoryConfigVerb implements Verb {

    private static final Set<String> NAMES = Set.of(
            "max_entities",
            "max_entities_per_agent",
            "cleanup_interval",
            "refuse_secrets",
            "retention",
            "decay_half_life",
            "min_confidence",
            "decay_by_use",
            "search_limit");

    @Override
    public ExitCode run(Invocation invocation) {
        Map<String, String> values = values(invocation.texts("--set"));
        return MemoryDoor.with(invocation, memory -> run(invocation.output(), memory, values));
    }

    private static ExitCode run(Output output, Memory memory, Map<String, String> values) {
        if (values.isEmpty()) {
            print(output, memory.configuration());
            return ExitCode.OK;
        }
        ConfiguredMemory configured = memory.configure(change(values));
        if (output.json()) {
            output.json(configured);
        } else {
            configured
                    .changes()
                    .forEach(
                            change -> output.line(change.setting() + ": " + change.before() + " -> " + change.after()));
            if (!configured.updated()) {
                output.line("nothing changed");
            }
        }
        return ExitCode.OK;
    }

    private static Map<String, String> values(List<String> given) {
        Map<String, String> values = new HashMap<>();
        for (String one : given) {
            int equals = one.indexOf('=');
            if (equals < 1 || !NAMES.contains(one.substring(0, equals))) {
                throw invalid(
                        "--set " + one,
                        "<name>=<value> with one of "
                                + String.join(", ", NAMES.stream().sorted().toList()));
            }
            values.put(one.substring(0, equals), one.substring(equals + 1));
        }
        return values;
    }

    private static MemoryConfigurationChange change(Map<String, String> values) {
        @Nullable Long limit = number(values, "search_limit");
        return new MemoryConfigurationChange(
                new RetentionChange(
                        number(values, "max_entities"),
                        number(values, "max_entities_per_agent"),
                        duration(values, "cleanup_interval"),
                        flag(values, "refuse_secrets"),
                        duration(values, "retention"),
                        duration(values, "decay_half_life"),
                        part(values, "min_confidence"),
                        flag(values, "decay_by_use")),
                new PerformanceChange(
                        limit == null ? null : Math.clamp(limit, -1, Integer.MAX_VALUE), null, null, null, null));
    }

    private static @Nullable Duration duration(Map<String, String> values, String name) {
        String value = values.get(name);
        return value == null ? null : DurationText.parse(name, value);
    }

    private static @Nullable Double part(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            return Double.valueOf(value);
        } catch (NumberFormatException e) {
            throw invalid(name + "=" + value, "a number from 0 to 1");
        }
    }

    private static @Nullable Long number(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw invalid(name + "=" + value, "a whole number");
        }
    }

    private static @Nullable Boolean flag(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw invalid(name + "=" + value, "true or false");
        }
        return value == null ? null : Boolean.valueOf(value);
    }

    private static CaxtonException invalid(String given, String expected) {
        return CaxtonException.of(
                ProblemType.INVALID_ARGUMENT, given + " cannot be set, expected " + expected, (String) null);
    }

    private static void print(Output output, MemoryConfiguration now) {
        if (output.json()) {
            output.json(now);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        MemoryConfiguration.RetentionPolicy retention = now.retentionPolicy();
        MemoryConfiguration.PerformanceSettings performance = now.performanceSettings();
        row(rows, now, "max_entities", retention.maxEntities());
        row(rows, now, "max_entities_per_agent", retention.maxEntitiesPerAgent());
        row(rows, now, "cleanup_interval", DurationText.largestUnit(retention.cleanupInterval()));
        row(rows, now, "refuse_secrets", retention.refuseSecrets());
        row(rows, now, "retention", DurationText.largestUnit(retention.retention()));
        row(rows, now, "decay_half_life", DurationText.largestUnit(retention.decayHalfLife()));
        row(rows, now, "min_confidence", retention.minConfidence());
        row(rows, now, "decay_by_use", retention.decayByUse());
        row(rows, now, "search_limit", performance.searchLimit());
        row(rows, now, "embedding_model", performance.embeddingModel());
        row(rows, now, "embedding_cache_entries", performance.embeddingCacheEntries());
        row(rows, now, "embedding_threads", performance.embeddingThreads());
        row(rows, now, "max_batch_size", performance.maxBatchSize());
        output.table(List.of("SETTING", "VALUE", "SET-BY"), rows);
    }

    private static void row(List<List<String>> rows, MemoryConfiguration now, String name, Object value) {
        String by = now.changed().contains(name) ? "command" : NAMES.contains(name) ? "configuration" : "start";
        rows.add(List.of(name, String.valueOf(value), by));
    }
}
