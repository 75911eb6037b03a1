package dev.caxton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.ops.event.AgentFailed;
import dev.caxton.api.ops.event.AgentReloaded;
import dev.caxton.api.ops.event.AgentStarted;
import dev.caxton.api.ops.event.Occurrence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens in the engine is observed by a program's beans. */
class EngineEventsIT {

    private static final List<Occurrence> SEEN = new CopyOnWriteArrayList<>();
    private static final List<String> STARTED = new CopyOnWriteArrayList<>();
    private static final List<String> TOLD_ASYNC = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    private EngineHouse house;

    @BeforeEach
    void furnish() {
        SEEN.clear();
        STARTED.clear();
        TOLD_ASYNC.clear();
        house = new EngineHouse(directory).withPorter("1.0.0", "", "embedded");
    }

    /** Watches. */
    @ApplicationScoped
    static class Watchman {
        @Inject
        Agents agents;

        void all(@Observes Occurrence occurrence) {
            SEEN.add(occurrence);
        }

        void started(@Observes AgentStarted started) {
            AgentDescription agent = agents.describe(AgentRef.of(started.agent())); // the engine can be used
            STARTED.add(agent.slug() + " " + started.version() + " " + started.origin());
        }

        void allAsync(@ObservesAsync Occurrence occurrence) {
            TOLD_ASYNC.add(occurrence.getClass().getSimpleName());
        }
    }

    /** Breaks at everything that it is told. */
    @ApplicationScoped
    static class Hothead {
        void all(@Observes Occurrence occurrence) {
            throw new IllegalStateException("I cannot bear " + occurrence);
        }

        void allAsync(@ObservesAsync Occurrence occurrence) {
            throw new AssertionError("nor this way");
        }
    }

    @Test
    void agentsThatStartWithTheEngineAreTold() {
        try (SeContainer container = house.container(house.config(), Watchman.class)) {
            container.select(Operations.class).get().version();

            EngineHouse.await(() -> !STARTED.isEmpty() && !TOLD_ASYNC.isEmpty());
            assertThat(STARTED).containsExactly("porter 1.0.0 start");
            assertThat(TOLD_ASYNC).containsExactly("AgentStarted");
        }
    }

    @Test
    void reloadsAndFailuresAreToldInOrderAndNothingThatDidNotHappen() {
        try (SeContainer container =
                house.container(house.config("runtime.enable_hot_reload", "false"), Watchman.class)) {
            Agents agents = container.select(Agents.class).get();
            assertThat(agents.list(AgentFilter.ALL)).hasSize(1);
            house.withPorter("1.1.0", "", "embedded").withAgent("broken.md", "---\nname: Broken\n---\n");

            agents.reload(ReloadRequest.ALL);

            EngineHouse.await(() -> SEEN.size() >= 3);
            assertThat(SEEN).hasSize(3).isSortedAccordingTo(java.util.Comparator.comparingLong(Occurrence::sequence));
            assertThat(SEEN.getFirst()).isInstanceOf(AgentStarted.class);
            assertThat(SEEN)
                    .filteredOn(AgentReloaded.class::isInstance)
                    .singleElement()
                    .satisfies(seen -> {
                        AgentReloaded reloaded = (AgentReloaded) seen;
                        assertThat(reloaded.agent()).isEqualTo("porter");
                        assertThat(reloaded.version()).isEqualTo("1.1.0");
                        assertThat(reloaded.previousVersion()).isEqualTo("1.0.0");
                        assertThat(reloaded.took()).isPositive();
                    });
            assertThat(SEEN)
                    .filteredOn(AgentFailed.class::isInstance)
                    .singleElement()
                    .satisfies(seen -> {
                        AgentFailed failed = (AgentFailed) seen;
                        assertThat(failed.agent()).isEqualTo("broken");
                        assertThat(failed.problems()).isNotEmpty();
                    });
        }
    }

    @Test
    void anObserverThatThrowsHarmsNeitherTheEngineNorLaterEvents() {
        try (SeContainer container =
                house.container(house.config("runtime.enable_hot_reload", "false"), Hothead.class, Watchman.class)) {
            Agents agents = container.select(Agents.class).get();
            assertThat(agents.list(AgentFilter.ALL)).hasSize(1);
            for (int version = 1; version <= 3; version++) {
                house.withPorter("2.0." + version, "", "embedded");
                agents.reload(ReloadRequest.ALL);
            }

            EngineHouse.await(() -> TOLD_ASYNC.size() == 4);
            assertThat(agents.describe(AgentRef.of("porter")).version()).isEqualTo("2.0.3");
            assertThat(TOLD_ASYNC)
                    .containsExactlyInAnyOrder("AgentStarted", "AgentReloaded", "AgentReloaded", "AgentReloaded");
        }
    }
}
