package dev.caxton.engine.memory.upkeep;

import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.engine.memory.upkeep.CountUses.Use;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Counts in memory what searches found, until it is written; a search neither writes nor waits. What does not fit, or is not
 * written before a kill, is lost, so that what was used fades a little earlier. Thread-safe.
 */
public final class UseCounts {

    /** Of one observation a use counts at most once in this time, so that a loop does not make it dear. */
    public static final Duration ONCE_EVERY = Duration.ofHours(1);

    /** Observations whose counts wait. */
    static final int MOST = 10_000;
    /** Observations of one command, so that the writer is never held up. */
    static final int AT_ONCE = 500;

    private final Supplier<Retention> retention;
    private final Clock clock;
    private final Consumer<CountUses> writer;
    private final Map<String, Use> waiting = new LinkedHashMap<>();

    /**
     * Nothing counted yet.
     *
     * @param retention whether uses count at the moment
     * @param writer returns when a command is on disk
     */
    UseCounts(Supplier<Retention> retention, Clock clock, Consumer<CountUses> writer) {
        this.retention = retention;
        this.clock = clock;
        this.writer = writer;
    }

    /** A result was given to somebody. */
    public void found(SearchResult result) {
        if (!retention.get().countsUses()) {
            return;
        }
        long now = clock.millis();
        synchronized (waiting) {
            for (SearchHit hit : result.results()) {
                for (SearchHit.Match match : hit.matches()) {
                    String id = match.observationId();
                    if (id != null) {
                        count(id, now);
                    }
                }
            }
        }
    }

    private void count(String id, long now) {
        Use known = waiting.get(id);
        if (known != null) {
            waiting.put(id, known.again(now));
        } else if (waiting.size() < MOST) {
            waiting.put(id, Use.first(id, now));
        }
    }

    /** Writes what waits. Where a command fails its counts are lost, and the rest waits on. */
    void flush() {
        boolean counts = retention.get().countsUses();
        // As many as there can be at the call, so that it ends however much is found meanwhile.
        for (int page = 0; page < MOST / AT_ONCE; page++) {
            List<Use> uses = take();
            if (uses.isEmpty()) {
                return;
            }
            if (counts) {
                writer.accept(new CountUses(uses));
            }
        }
    }

    private List<Use> take() {
        synchronized (waiting) {
            List<Use> taken = new ArrayList<>();
            Iterator<Use> all = waiting.values().iterator();
            while (all.hasNext() && taken.size() < AT_ONCE) {
                taken.add(all.next());
                all.remove();
            }
            return taken;
        }
    }
}
