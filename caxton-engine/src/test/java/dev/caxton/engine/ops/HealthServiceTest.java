package dev.caxton.engine.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.api.ops.DetailedHealth;
import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.MemoryHealth;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.ops.ServerState;
import dev.caxton.engine.HandClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class HealthServiceTest {

    private final HandClock clock = new HandClock("2026-01-02T03:04:05Z");
    private final Figures figures = new Figures();
    private final Events events = new Events(clock);
    private volatile HealthContributor.Contribution database = HealthContributor.Contribution.OK;
    private volatile HealthContributor.Contribution mode = HealthContributor.Contribution.OK;
    private final HealthService health = new HealthService(
            "1.2.3",
            "embedded",
            clock,
            List.of(part("database", false, () -> database), part("mode", true, () -> mode)),
            figures,
            new ResourceUsage(Path.of(".")),
            events,
            Duration.ofMinutes(5));

    @AfterEach
    void close() {
        health.close();
        events.close();
    }

    @Test
    void startsUntilTheAgentsAreLoaded() {
        assertThat(health.health().status()).isEqualTo(ServerState.STARTING);
        health.look();
        assertThat(health.health().status()).isEqualTo(ServerState.STARTING);
        assertThat(health.detailed().reasons()).containsExactly("agents are not loaded yet");

        health.opened();

        clock.pass(Duration.ofSeconds(90));
        assertThat(health.health()).isEqualTo(new Health(ServerState.HEALTHY, "embedded", 5, 5, "1.2.3", 90, 90));
        assertThat(health.detailed())
                .isEqualTo(new DetailedHealth(
                        ServerState.HEALTHY,
                        new DetailedHealth.Components(
                                "ok", "ok", ModelState.LOADED, new DetailedHealth.AgentCounts(4, 1)),
                        90,
                        "1.2.3",
                        List.of()));
        assertThat(health.memory()).isEqualTo(new MemoryHealth(ServerState.HEALTHY, "ok", ModelState.LOADED, 77));
    }

    @ParameterizedTest
    @CsvSource({
        "HEALTHY, HEALTHY, LOADED, HEALTHY",
        "HEALTHY, HEALTHY, STARTING, HEALTHY",
        "HEALTHY, HEALTHY, MISSING, DEGRADED",
        "HEALTHY, HEALTHY, CORRUPT, DEGRADED",
        "DEGRADED, HEALTHY, LOADED, DEGRADED",
        "DEGRADED, SAFE_MODE, LOADED, SAFE_MODE",
        "DOWN, SAFE_MODE, LOADED, DOWN",
        "HEALTHY, DOWN, MISSING, DOWN"
    })
    void isAsBadAsItsWorstPart(ServerState slow, ServerState quick, ModelState model, ServerState whole) {
        health.opened();
        database = new HealthContributor.Contribution(slow, slow == ServerState.HEALTHY ? null : "broken");
        mode = new HealthContributor.Contribution(quick, null);
        figures.model = model;

        health.look();

        assertThat(health.health().status()).isEqualTo(whole);
        assertThat(health.detailed().reasons().contains("database: broken")).isEqualTo(slow != ServerState.HEALTHY);
    }

    @Test
    void showsInstantPartsWithoutAnotherLook() {
        health.opened();
        health.look();

        mode = new HealthContributor.Contribution(ServerState.SAFE_MODE, "by command");

        assertThat(health.health().status()).isEqualTo(ServerState.SAFE_MODE);
        assertThat(health.detailed().reasons()).containsExactly("mode: by command");
    }

    @Test
    void reportsDatabasesThatAreNotWell() {
        health.opened();
        figures.databases = "caxton.db is malformed";

        health.look();

        assertThat(health.health().status()).isEqualTo(ServerState.DEGRADED);
        assertThat(health.detailed().components().sqliteDb()).isEqualTo("caxton.db is malformed");
        assertThat(health.memory().status()).isEqualTo(ServerState.DOWN);
        assertThat(health.detailed().components().memorySystem()).isEqualTo("down");
    }

    @Test
    void takesAFailingCheckAsDown() {
        HealthService broken = new HealthService(
                "1",
                "embedded",
                clock,
                List.of(part("index", false, () -> {
                    throw new IllegalStateException("torn");
                })),
                figures,
                new ResourceUsage(Path.of(".")),
                events,
                Duration.ofMinutes(5));
        broken.opened();
        broken.look();

        assertThat(broken.health().status()).isEqualTo(ServerState.DOWN);
        assertThat(broken.detailed().reasons()).containsExactly("index: check failed: torn");
    }

    @Test
    void isDownWhenClosed() {
        health.opened();
        health.look();

        health.close();

        assertThat(health.health().status()).isEqualTo(ServerState.DOWN);
    }

    @Test
    void tellsChangesAndLooksAgainWhenAsked() throws InterruptedException {
        BlockingQueue<PlatformEvent> told = new LinkedBlockingQueue<>();
        events.subscribe(told::add);
        health.start();
        health.opened();
        assertThat(state(told)).isEqualTo("healthy");

        database = HealthContributor.Contribution.degraded("slow disk");
        health.refresh();

        assertThat(state(told)).isEqualTo("degraded");
    }

    @Test
    void answersWhileACheckHangs() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        HealthService hanging = new HealthService(
                "1",
                "embedded",
                clock,
                List.of(part("disk", false, () -> {
                    asked.countDown();
                    try {
                        go.await(120, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return HealthContributor.Contribution.OK;
                })),
                figures,
                new ResourceUsage(Path.of(".")),
                events,
                Duration.ofMinutes(5));
        hanging.start();
        assertThat(asked.await(120, TimeUnit.SECONDS)).isTrue();

        assertThat(hanging.health().status()).isEqualTo(ServerState.STARTING);
        go.countDown();
        hanging.close();
    }

    private static Object state(BlockingQueue<PlatformEvent> told) throws InterruptedException {
        PlatformEvent event = told.poll(120, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        assertThat(event.type()).isEqualTo("health_changed");
        return event.data().get("to");
    }

    private static HealthContributor part(
            String name, boolean instant, Supplier<HealthContributor.Contribution> check) {
        return new HealthContributor() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Contribution check() {
                return check.get();
            }

            @Override
            public boolean instant() {
                return instant;
            }
        };
    }

    private static final class Figures implements HealthFigures {
        private volatile ModelState model = ModelState.LOADED;
        private volatile String databases = "ok";

        @Override
        public AgentsHealth agents() {
            return new AgentsHealth(4, 1, 0);
        }

        @Override
        public ModelState embeddingModel() {
            return model;
        }

        @Override
        public String databases() {
            return databases;
        }

        @Override
        public long entities() {
            return 77;
        }
    }
}
