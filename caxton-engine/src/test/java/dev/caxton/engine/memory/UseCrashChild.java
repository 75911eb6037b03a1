package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;

import dev.caxton.engine.HandClock;
import dev.caxton.engine.store.ChildJvm;
import java.nio.file.Path;

/** Finds two texts, has the use of the first written, says so, and waits to be killed. */
final class UseCrashChild {

    private UseCrashChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        HandClock clock = new HandClock(arguments[1]);
        try (MemoryFixture fixture = FadingByUseIT.open(Path.of(arguments[0]), clock, FadingByUseIT.BY_USE)) {
            fixture.store(ALICE, "Porto", "town", "has harbours");
            fixture.store(ALICE, "Lisbon", "town", "has trams");
            FadingByUseIT.find(fixture, "harbours");
            FadingByUseIT.clean(fixture, true);
            FadingByUseIT.find(fixture, "trams");
            ChildJvm.say("found");
            MemoryFixture.await(() -> false);
        }
    }
}
