package dev.caxton.engine.agent.recording;

import dev.caxton.api.CaxtonException;
import dev.caxton.engine.agent.AgentDirectory;
import dev.caxton.engine.agent.AgentLogs;
import dev.caxton.engine.agent.runtime.AgentModels;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.messaging.Recordings;
import dev.caxton.engine.messaging.Recordings.Recording;
import dev.caxton.engine.ops.RecordingMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what was said to agents, after they have answered, a few exchanges at a time. What fails is tried again after a
 * while, also after a restart; no answer waits for it. Thread-safe.
 */
public final class Recorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    /** Requests to models at once, beside those of answers. */
    private static final int AT_ONCE = 4;

    /** Failures after which even what rules found cannot be stored. */
    private static final int MOST_ATTEMPTS = 30;

    private static final int LOOKED_AT = 200;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Recordings recordings;
    private final Distillation distillation;
    private final RecordingMetrics metrics;
    private final Clock clock;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("caxton-recording").daemon().factory());
    private final ExecutorService working = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("recording-", 0).factory());

    private record Pause(int failures, Instant until) {}

    /** Wires the recorder; it begins with {@link #start}. */
    public Recorder(
            Recordings recordings,
            AgentDirectory agents,
            RecordingRules rules,
            AgentModels models,
            MemoryService memory,
            AgentLogs logs,
            RecordingMetrics metrics,
            Clock clock) {
        this.recordings = recordings;
        this.metrics = metrics;
        this.clock = clock;
        this.distillation = new Distillation(recordings, agents, rules, models, memory, logs, metrics, clock);
    }

    /** Goes on with what an earlier stop interrupted. */
    public void start() {
        var unused = looking.scheduleWithFixedDelay(
                () -> {
                    if (!pauses.isEmpty()) {
                        wake();
                    }
                },
                LOOK.toMillis(),
                LOOK.toMillis(),
                TimeUnit.MILLISECONDS);
        wake();
    }

    /** Something may be there to record. Does not wait. */
    public void wake() {
        if (awake.compareAndSet(false, true)) {
            try {
                looking.execute(this::look);
            } catch (RejectedExecutionException e) {
                LOG.trace("recorder is closed, the next start goes on");
            }
        }
    }

    private void look() {
        awake.set(false);
        try {
            Instant now = clock.instant();
            List<Recording> page = recordings.pending(0, LOOKED_AT);
            while (!page.isEmpty()) {
                for (Recording recording : page) {
                    if (inHand.size() >= AT_ONCE) {
                        return; // whoever ends looks again
                    }
                    Pause pause = pauses.get(recording.answer());
                    if ((pause == null || !pause.until().isAfter(now)) && inHand.add(recording.answer())) {
                        working.execute(() -> work(recording));
                    }
                }
                page = recordings.pending(page.getLast().rid(), LOOKED_AT);
            }
        } catch (RejectedExecutionException e) {
            LOG.trace("recorder is closed, the next start goes on");
        } catch (RuntimeException e) {
            LOG.warn("recordings cannot be read, they are looked at after the next answer: {}", e.toString());
        }
    }

    private void work(Recording recording) {
        try {
            if (distillation.record(recording)) {
                pauses.remove(recording.answer());
            } else {
                pause(recording);
            }
        } catch (CaxtonException e) {
            failed(recording, e);
        } catch (RuntimeException e) {
            LOG.error("recording failed unexpectedly answer_id={}", recording.answer(), e);
            failed(recording, e);
        } finally {
            inHand.remove(recording.answer());
            wake();
        }
    }

    private void failed(Recording recording, RuntimeException cause) {
        if (working.isShutdown()) {
            return; // interrupted by the stop
        }
        pause(recording);
        metrics.failures().increment();
        LOG.warn(
                "recording failed, it is tried again answer_id={} attempts={}: {}",
                recording.answer(),
                recording.attempts() + 1,
                cause.toString());
        try {
            if (recording.attempts() >= MOST_ATTEMPTS) {
                LOG.error("recording given up answer_id={}", recording.answer());
                recordings.finished(recording);
                pauses.remove(recording.answer());
                return;
            }
            recordings.failed(recording);
        } catch (CaxtonException e) {
            LOG.debug("the failure of a recording was not counted answer_id={}", recording.answer(), e);
        }
    }

    private void pause(Recording recording) {
        pauses.compute(recording.answer(), (answer, before) -> {
            int failures = before == null ? recording.attempts() : before.failures() + 1;
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(2 * failures, 12));
            Duration limited = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            return new Pause(failures, clock.instant().plus(limited));
        });
    }

    /** Interrupts what still runs; the next start goes on with it. */
    @Override
    public void close() {
        looking.shutdownNow();
        working.shutdownNow();
        try {
            if (!working.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("recording threads did not end within 5 s in_hand={}", inHand.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
