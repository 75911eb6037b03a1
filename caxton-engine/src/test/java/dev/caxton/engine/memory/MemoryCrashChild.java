package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;

import dev.caxton.api.ProblemType;
import dev.caxton.api.UnavailableException;
import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.api.memory.MemoryUpkeep;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.OptimizeRequest;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.engine.store.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Four threads that create, replace and forget, and one that keeps the memory in order all the time, until the process is
 * killed. Every answer is said as {@code created|replaced|forgotten name text}, and each step of upkeep as {@code upkeep}.
 */
final class MemoryCrashChild {

    private static final int WRITERS = 4;

    private MemoryCrashChild() {}

    public static void main(String[] arguments) throws Exception {
        String cycle = arguments[1];
        try (MemoryFixture fixture = new MemoryFixture(Path.of(arguments[0]), WordEmbedder.loaded());
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String prefix = "c" + cycle + "w" + writer + "n";
                running.add(threads.submit(() -> loudly(() -> write(fixture, prefix))));
            }
            running.add(threads.submit(() -> loudly(() -> tend(fixture.memory.upkeep(), arguments[2]))));
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    /** Ends the process where something fails, so that whoever listens does not wait for more. */
    private static void loudly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void write(MemoryFixture fixture, String prefix) {
        for (int i = 0; ; i++) {
            String name = prefix + i;
            StoredEntity stored = fixture.store(ALICE, name, "thing", "first-of-" + name);
            said("created", name, "first-of-" + name);
            if (i % 3 == 1) {
                Observation first =
                        fixture.memory.entity(stored.entityId()).observations().getFirst();
                fixture.memory.updateObservation(
                        new ObservationUpdate(ALICE, first.observationId(), "second-of-" + name, null, null, null));
                said("replaced", name, "second-of-" + name);
            } else if (i % 20 == 2) {
                forget(fixture, stored.entityId(), name);
            }
        }
    }

    private static void forget(MemoryFixture fixture, String id, String name) {
        try {
            fixture.memory.forget(ALICE, id);
            said("forgotten", name, "-");
        } catch (UnavailableException e) {
            // Gone, but the log was read all the time, so that nothing is proved and nothing said.
            if (e.type() != ProblemType.TIMEOUT) {
                throw e;
            }
        }
    }

    private static void tend(MemoryUpkeep upkeep, String how) {
        while (!how.equals("nothing")) {
            switch (how) {
                case "vacuum" -> upkeep.optimize(new OptimizeRequest(true, false, false, false, false, null));
                case "reindex" -> upkeep.optimize(new OptimizeRequest(false, true, true, false, false, null));
                case "recompute" -> upkeep.optimize(new OptimizeRequest(false, false, false, true, true, null));
                default -> {
                    upkeep.optimize(OptimizeRequest.incremental(null));
                    upkeep.cleanup(new CleanupRequest(true, false, null, false, false));
                }
            }
            synchronized (MemoryCrashChild.class) {
                ChildJvm.say("upkeep");
            }
        }
    }

    private static void said(String what, String name, String text) {
        synchronized (MemoryCrashChild.class) {
            ChildJvm.say(what + " " + name + " " + text);
        }
    }
}
