package dev.caxton.engine.agent;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Subscription;
import dev.caxton.api.agent.AgentLogEntry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The newest lines of each agent's log, kept in memory. Shared between threads. */
public final class AgentLogs implements AutoCloseable {

    /** Lines kept for an agent. */
    public static final int KEPT = 1_000;

    private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");

    private final Clock clock;
    private final Map<String, Ring> rings = new ConcurrentHashMap<>();

    /** Takes the times of its lines from a clock. */
    public AgentLogs(Clock clock) {
        this.clock = clock;
    }

    /**
     * Adds a line to an agent's log.
     *
     * @param slug the agent
     * @param level {@code debug}, {@code info}, {@code warn} or {@code error}
     * @param message what happened; never the text of a message or prompt
     */
    public void append(String slug, String level, String message) {
        requireLevel(level);
        rings.computeIfAbsent(slug, any -> new Ring()).add(new AgentLogEntry(clock.instant(), level, message));
    }

    /** The newest lines of at least a level, oldest first. */
    List<AgentLogEntry> tail(String slug, int lines, @Nullable String level) {
        if (lines < 1 || lines > KEPT) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "tail is " + lines + ", expected 1 to " + KEPT, (String) null);
        }
        int least = level == null ? 0 : requireLevel(level);
        Ring ring = rings.get(slug);
        return ring == null ? List.of() : ring.tail(lines, least);
    }

    /** Tells each further line on a thread of its own; a listener that falls behind by 1000 lines misses some. */
    Subscription follow(String slug, @Nullable String level, Consumer<AgentLogEntry> listener) {
        int least = level == null ? 0 : requireLevel(level);
        Ring ring = rings.computeIfAbsent(slug, any -> new Ring());
        LogFollower follower = new LogFollower(
                entry -> {
                    if (LEVELS.indexOf(entry.level()) >= least) {
                        listener.accept(entry);
                    }
                },
                ring.followers::remove);
        ring.followers.add(follower);
        return follower;
    }

    private static int requireLevel(String level) {
        int place = LEVELS.indexOf(level.toLowerCase(Locale.ROOT));
        if (place < 0) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "level is '" + level + "', expected one of " + String.join(", ", LEVELS),
                    (String) null);
        }
        return place;
    }

    @Override
    public void close() {
        rings.values().forEach(ring -> ring.followers.forEach(LogFollower::close));
    }

    private static final class Ring {
        private final Deque<AgentLogEntry> lines = new ArrayDeque<>();
        private final List<LogFollower> followers = new CopyOnWriteArrayList<>();

        synchronized void add(AgentLogEntry entry) {
            if (lines.size() == KEPT) {
                lines.removeFirst();
            }
            lines.addLast(entry);
            followers.forEach(follower -> follower.tell(entry));
        }

        synchronized List<AgentLogEntry> tail(int most, int least) {
            List<AgentLogEntry> passing = new ArrayList<>();
            for (AgentLogEntry entry : lines) {
                if (LEVELS.indexOf(entry.level()) >= least) {
                    passing.add(entry);
                }
            }
            return List.copyOf(passing.subList(Math.max(0, passing.size() - most), passing.size()));
        }
    }
}
