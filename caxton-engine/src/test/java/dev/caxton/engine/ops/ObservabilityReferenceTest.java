package dev.caxton.engine.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.api.ops.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the tables of metrics and events in {@code docs/reference/observability.md} against the code. */
class ObservabilityReferenceTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`caxton_\\w+`(?:, )?)+) \\| (\\w+) \\|");
    private static final Pattern EVENTS = Pattern.compile("(?s)\\n## Events\\n(.*?)\\n## ");
    private static final Pattern EVENT_ROW = Pattern.compile("(?m)^\\| ((?:`\\w+`(?:, )?)+) \\|");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (caxton_\\w+) (\\w+)$");

    @Test
    void listsEveryMetricWithItsType() throws IOException {
        assertThat(documented()).isEqualTo(scraped());
    }

    @Test
    void listsEveryEvent() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher section = EVENTS.matcher(Files.readString(Path.of("../docs/reference/observability.md")));
        assertThat(section.find()).isTrue();
        Matcher row = EVENT_ROW.matcher(section.group(1));
        while (row.find()) {
            documented.addAll(List.of(row.group(1).replace("`", "").split(", ")));
        }

        assertThat(documented)
                .isEqualTo(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> documented() throws IOException {
        Set<String> metrics = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("../docs/reference/observability.md")));
        while (row.find()) {
            for (String name : row.group(1).split(", ")) {
                metrics.add(name.replace("`", "") + " " + row.group(2));
            }
        }
        return metrics;
    }

    private static Set<String> scraped() {
        try (Metrics metrics = new Metrics()) {
            ServerMetrics server = new ServerMetrics(metrics, () -> 0, () -> 0, new ResourceUsage(Path.of(".")));
            server.started(Duration.ofSeconds(1));
            server.requestBegan();
            server.requestEnded("/health", "GET", 200, Duration.ofMillis(1));
            new AgentMetrics(metrics, () -> new AgentsHealth(0, 0, 0));
            new MemoryMetrics(metrics, new NoMemory());
            new RecordingMetrics(metrics, () -> 0);
            Set<String> found = new TreeSet<>();
            Matcher type = TYPE.matcher(metrics.scrape());
            while (type.find()) {
                found.add(type.group(1) + " " + type.group(2));
            }
            return found;
        }
    }

    private record NoMemory() implements MemoryFigures {
        @Override
        public long entities() {
            return 0;
        }

        @Override
        public long relations() {
            return 0;
        }

        @Override
        public long databaseBytes() {
            return 0;
        }

        @Override
        public double cacheHitRate() {
            return 0;
        }
    }
}
