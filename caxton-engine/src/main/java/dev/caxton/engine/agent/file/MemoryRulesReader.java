package dev.caxton.engine.agent.file;

import dev.caxton.api.agent.ConfigAgentDefinition.MemoryRules;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a file says about recording and retention, in the spellings of the documents. */
final class MemoryRulesReader {

    /** Kinds of facts that are recorded by rule or by a model. */
    static final List<String> CONTENT_TYPES =
            List.of("successful_solutions", "error_recovery", "preferences", "domain_knowledge");

    /** Keys that are read here, below {@code memory}; the first of several spellings wins. */
    static final List<String> KEYS = List.of("auto_store", "retention", "retention_period");

    /** The same, below {@code memory.settings}. */
    static final List<String> SETTINGS = List.of("auto_store", "content_types", "exclude_patterns", "retention_days");

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|min|m|h|d|w|y)");

    private MemoryRulesReader() {}

    /** The rules of a file whose keys were checked. */
    static MemoryRules read(FileValue.Table root, boolean memoryEnabled, Findings findings) {
        if (!(root.value("memory") instanceof FileValue.Table memory)) {
            return MemoryRules.NONE;
        }
        FileValue.@Nullable Table settings = memory.value("settings") instanceof FileValue.Table table ? table : null;
        FileValue autoStore = first(memory.value("auto_store"), in(settings, "auto_store"));
        if (autoStore != null && !memoryEnabled && Boolean.TRUE.equals(autoStore.plain())) {
            findings.warning(autoStore.place(), "memory.auto_store has no effect while memory.enabled is false", null);
        }
        FileValue retention = first(
                memory.value("retention"), first(memory.value("retention_period"), in(settings, "retention_days")));
        return new MemoryRules(
                autoStore != null && autoStore.plain() instanceof Boolean on ? on : null,
                contentTypes(in(settings, "content_types")),
                in(settings, "exclude_patterns") instanceof FileValue.Items items ? texts(items) : null,
                retention == null ? null : duration(retention));
    }

    private static @Nullable FileValue in(FileValue.@Nullable Table table, String key) {
        return table == null ? null : table.value(key);
    }

    private static @Nullable FileValue first(@Nullable FileValue value, @Nullable FileValue other) {
        return value == null || value.plain() == null && value instanceof FileValue.Scalar ? other : value;
    }

    private static Set<String> contentTypes(@Nullable FileValue value) {
        Set<String> types = new LinkedHashSet<>();
        if (value instanceof FileValue.Items items) {
            texts(items).forEach(type -> types.add(type.toLowerCase(Locale.ROOT).replace('-', '_')));
        }
        return types;
    }

    private static List<String> texts(FileValue.Items items) {
        return items.values().stream()
                .map(FileValue::plain)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** A bare number is one of days. */
    private static @Nullable Duration duration(FileValue value) {
        return switch (value.plain()) {
            case Long days -> Duration.ofDays(Math.min(days, 1_000_000));
            case String text -> {
                Matcher matcher = DURATION.matcher(text);
                yield matcher.matches() ? duration(Long.parseLong(matcher.group(1)), matcher.group(2)) : null;
            }
            case null, default -> null;
        };
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m", "min" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(Math.min(count, 1_000_000));
            case "w" -> Duration.ofDays(7 * Math.min(count, 100_000));
            default -> Duration.ofDays(365 * Math.min(count, 2_700));
        };
    }
}
