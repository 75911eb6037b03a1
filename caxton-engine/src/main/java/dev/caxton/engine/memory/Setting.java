package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.memory.upkeep.MemoryLimits;
import dev.caxton.wire.DurationText;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What can be changed of the configuration while a server runs. The names are stored, so they are never changed. */
enum Setting {
    MAX_ENTITIES("retention_policy", "max_entities") {
        @Override
        String of(MemorySettings settings) {
            return String.valueOf(settings.limits().entities());
        }

        @Override
        MemorySettings in(MemorySettings settings, String value) {
            MemoryLimits now = settings.limits();
            return settings.withLimits(new MemoryLimits(
                    number(value, 1, MOST_ENTITIES),
                    now.relations(),
                    now.entitiesOfAgent(),
                    now.cacheEntries(),
                    now.cleanupInterval()));
        }
    },
    MAX_ENTITIES_PER_AGENT("retention_policy", "max_entities_per_agent") {
        @Override
        String of(MemorySettings settings) {
            return String.valueOf(settings.limits().entitiesOfAgent());
        }

        @Override
        MemorySettings in(MemorySettings settings, String value) {
            MemoryLimits now = settings.limits();
            return settings.withLimits(new MemoryLimits(
                    now.entities(),
                    now.relations(),
                    number(value, 1, MOST_ENTITIES),
                    now.cacheEntries(),
                    now.cleanupInterval()));
        }
    },
    CLEANUP_INTERVAL("retention_policy", "cleanup_interval") {
        @Override
        String of(MemorySettings settings) {
            return DurationText.largestUnit(settings.limits().cleanupInterval());
        }

        @Override
        MemorySettings in(MemorySettings settings, String value) {
            Duration interval = duration(value, LONGEST_INTERVAL, "0ms to 30d");
            MemoryLimits now = settings.limits();
            return settings.withLimits(new MemoryLimits(
                    now.entities(), now.relations(), now.entitiesOfAgent(), now.cacheEntries(), interval));
        }
    },
    REFUSE_SECRETS("retention_policy", "refuse_secrets") {
        @Override
        String of(MemorySettings settings) {
            return String.valueOf(settings.refuseSecrets());
        }

        @Override
        MemorySettings in(MemorySettings settings, String value) {
            return settings.refusingSecrets(Boolean.parseBoolean(value));
        }
    },
    RETENTION("retention_policy", "retention") {
        @Override
        String of(MemorySettings settings) {
            return DurationText.largestUnit(settings.retention().shared());
        }

        @Override
        MemorySettings in(MemorySettings settings, String value) {
            return settings.keeping(settings.retention().keeping(duration(value, LONGEST_KEPT, "0s to 36500d")));
        }
    },
    DECAY_HALF_LIFE("retention_policy", "decay_half_life") {
        @Override
        String of(MemorySettings settings) {
            return DurationText.largestUnit(settings.retention().halfLife());
        }

        @Override
        MemorySettings in(MemorySettings settings, String value) {
            return settings.keeping(settings.retention().fading(duration(value, LONGEST_KEPT, "0s to 36500d")));
        }
    },
    MIN_CONFIDENCE("retention_policy", "min_confidence") {
        @Override
        String of(MemorySettings settings) {
            return String.valueOf(settings.retention().minConfidence());
        }

        @Override
        MemorySettings in(MemorySettings settings, String value) {
            double confidence = Double.parseDouble(value);
            if (!(confidence >= 0 && confidence <= 1)) {
                throw outside(value, "0 to 1");
            }
            return settings.keeping(settings.retention().removingBelow(confidence + 0.0));
        }
    },
    DECAY_BY_USE("retention_policy", "decay_by_use") {
        @Override
        String of(MemorySettings settings) {
            return String.valueOf(settings.retention().byUse());
        }

        @Override
        MemorySettings in(MemorySettings settings, String value) {
            return settings.keeping(settings.retention().fadingByUse(Boolean.parseBoolean(value)));
        }
    },
    SEARCH_LIMIT("performance_settings", "search_limit") {
        @Override
        String of(MemorySettings settings) {
            return String.valueOf(settings.searchLimit());
        }

        @Override
        MemorySettings in(MemorySettings settings, String value) {
            return settings.withSearchLimit((int) number(value, 1, MOST_RECALLED));
        }
    };

    private static final long MOST_ENTITIES = 100_000_000;
    private static final long MOST_RECALLED = 100;
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(30);
    /** As in the configuration file. */
    private static final Duration LONGEST_KEPT = Duration.ofDays(36_500);

    private final String section;
    private final String key;

    Setting(String section, String key) {
        this.section = section;
        this.key = key;
    }

    /** The setting that is stored under a name; empty for one of another version. */
    static Optional<Setting> stored(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(name))
                .findFirst();
    }

    /** Its name in the file and in lists. */
    String key() {
        return key;
    }

    /** Its place in a request. */
    String member() {
        return section + "." + key;
    }

    /** Its value as text. */
    abstract String of(MemorySettings settings);

    /** The settings with another value; {@code INVALID_ARGUMENT} where that is out of range. */
    abstract MemorySettings in(MemorySettings settings, String value);

    long number(String value, long least, long most) {
        long number = Long.parseLong(value);
        if (number < least || number > most) {
            throw outside(value, least + " to " + most);
        }
        return number;
    }

    Duration duration(String value, Duration longest, String range) {
        Duration duration = DurationText.parse(member(), value);
        if (duration.isNegative() || duration.compareTo(longest) > 0) {
            throw outside(value, range);
        }
        return duration;
    }

    CaxtonException outside(String value, String range) {
        return CaxtonException.of(
                ProblemType.INVALID_ARGUMENT, member() + " is " + value + ", expected " + range, (String) null);
    }
}
