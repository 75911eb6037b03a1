package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.ConfiguredMemory;
import dev.caxton.api.memory.ConfiguredMemory.Change;
import dev.caxton.api.memory.MemoryConfiguration;
import dev.caxton.api.memory.MemoryConfiguration.PerformanceSettings;
import dev.caxton.api.memory.MemoryConfiguration.RetentionPolicy;
import dev.caxton.api.memory.MemoryConfigurationChange;
import dev.caxton.api.memory.MemoryConfigurationChange.PerformanceChange;
import dev.caxton.api.memory.MemoryConfigurationChange.RetentionChange;
import dev.caxton.api.memory.NewEntities;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.wire.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in effect: those of the configuration file, but for what was changed while a server ran, which is kept in
 * {@code memory.db}. Thread-safe.
 */
final class Tuning {

    private static final Logger LOG = LoggerFactory.getLogger(Tuning.class);

    private final Database database;
    private final MemorySettings configured;
    private final String model;
    private volatile MemorySettings settings;

    Tuning(Database database, MemorySettings configured, String model) {
        this.database = database;
        this.configured = configured;
        this.model = model;
        MemorySettings kept = configured;
        for (Row row : database.read(tx -> tx.select(MemorySchema.SETTINGS, "order by rid"))) {
            Setting setting = Setting.stored(row.text("name")).orElse(null);
            if (setting == null) {
                LOG.warn("setting of another version is not used name={}", row.text("name"));
            } else {
                kept = setting.in(kept, row.text("value"));
            }
        }
        settings = kept;
    }

    MemorySettings settings() {
        return settings;
    }

    MemoryConfiguration configuration() {
        MemorySettings now = settings;
        return new MemoryConfiguration(
                new RetentionPolicy(
                        now.limits().entities(),
                        now.limits().entitiesOfAgent(),
                        now.limits().cleanupInterval(),
                        now.refuseSecrets(),
                        now.retention().shared(),
                        now.retention().halfLife(),
                        now.retention().minConfidence(),
                        now.retention().byUse()),
                new PerformanceSettings(
                        now.searchLimit(),
                        model,
                        Math.toIntExact(now.limits().cacheEntries()),
                        now.embeddingThreads(),
                        NewEntities.MOST),
                changed(now));
    }

    private List<String> changed(MemorySettings now) {
        List<String> names = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if (!setting.of(now).equals(setting.of(configured))) {
                names.add(setting.key());
            }
        }
        return names;
    }

    synchronized ConfiguredMemory change(MemoryConfigurationChange change, Operation operation) {
        MemorySettings before = settings;
        MemorySettings after = before;
        for (Map.Entry<Setting, String> wanted : wanted(change).entrySet()) {
            after = wanted.getKey().in(after, wanted.getValue());
        }
        List<Change> changes = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        for (Setting setting : Setting.values()) {
            String value = setting.of(after);
            if (!value.equals(setting.of(before))) {
                changes.add(new Change(setting.member(), setting.of(before), value));
                values.put(setting.key(), value.equals(setting.of(configured)) ? "" : value);
            }
        }
        if (!changes.isEmpty()) {
            database.write(operation, new ChangeSettings(values));
            settings = after;
        }
        return new ConfiguredMemory(!changes.isEmpty(), changes, false, operation.at(), configuration());
    }

    private Map<Setting, String> wanted(MemoryConfigurationChange change) {
        Map<Setting, String> wanted = new EnumMap<>(Setting.class);
        RetentionChange retention = change.retentionPolicy();
        if (retention != null) {
            put(wanted, Setting.MAX_ENTITIES, retention.maxEntities());
            put(wanted, Setting.MAX_ENTITIES_PER_AGENT, retention.maxEntitiesPerAgent());
            put(wanted, Setting.REFUSE_SECRETS, retention.refuseSecrets());
            put(wanted, Setting.CLEANUP_INTERVAL, text(retention.cleanupInterval()));
            put(wanted, Setting.RETENTION, text(retention.retention()));
            put(wanted, Setting.DECAY_HALF_LIFE, text(retention.decayHalfLife()));
            put(wanted, Setting.MIN_CONFIDENCE, retention.minConfidence());
            put(wanted, Setting.DECAY_BY_USE, retention.decayByUse());
        }
        PerformanceChange performance = change.performanceSettings();
        if (performance != null) {
            put(wanted, Setting.SEARCH_LIMIT, performance.searchLimit());
            requireSame("embedding_model", performance.embeddingModel(), model);
            requireSame(
                    "embedding_cache_entries",
                    performance.embeddingCacheEntries(),
                    Math.toIntExact(configured.limits().cacheEntries()));
            requireSame("embedding_threads", performance.embeddingThreads(), configured.embeddingThreads());
            requireSame("max_batch_size", performance.maxBatchSize(), NewEntities.MOST);
        }
        return wanted;
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : DurationText.format(duration);
    }

    private static void put(Map<Setting, String> wanted, Setting setting, @Nullable Object value) {
        if (value != null) {
            wanted.put(setting, value.toString());
        }
    }

    private static void requireSame(String member, @Nullable Object given, Object present) {
        if (given != null && !given.equals(present)) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "performance_settings." + member + " is '" + MemoryInput.cut(given.toString())
                            + "', expected it left out or '" + present
                            + "', since it cannot be changed while a server runs",
                    member.equals("max_batch_size")
                            ? "It is fixed."
                            : "Set memory." + member + " in caxton.yaml and start the server again.");
        }
    }
}
