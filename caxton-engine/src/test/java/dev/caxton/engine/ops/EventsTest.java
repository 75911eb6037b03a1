package dev.caxton.engine.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.Subscription;
import dev.caxton.api.ops.EventType;
import dev.caxton.api.ops.PlatformEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class EventsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Events events = new Events(Clock.fixed(NOW, ZoneOffset.UTC));
    private final BlockingQueue<PlatformEvent> told = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void tellsEventsInOrderWithTheirNumbers() throws InterruptedException {
        events.publish(EventType.HEALTH_CHANGED, Map.of());
        events.subscribe(told::add);

        events.publish(EventType.AGENT_STARTED, Map.of("agent", "greeter"));
        events.publish(EventType.AGENT_STOPPED, Map.of());

        assertThat(next()).isEqualTo(new PlatformEvent(2, "agent_started", NOW, Map.of("agent", "greeter")));
        assertThat(next().sequence()).isEqualTo(3);
    }

    @Test
    void tellsASlowListenerHowManyEventsItLost() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        events.subscribe(event -> {
            busy.countDown();
            await(go);
            told.add(event);
        });
        events.publish(EventType.AGENT_STARTED, Map.of());
        await(busy);

        for (int i = 0; i < Events.QUEUE_LIMIT + 5; i++) {
            events.publish(EventType.ENTITY_CREATED, Map.of());
        }
        go.countDown();

        assertThat(next().type()).isEqualTo("agent_started");
        for (int i = 0; i < Events.QUEUE_LIMIT; i++) {
            assertThat(next().sequence()).isEqualTo(i + 2);
        }
        PlatformEvent lagged = next();
        assertThat(lagged.type()).isEqualTo("lagged");
        assertThat(lagged.data()).isEqualTo(Map.of("missed", 5L));
        assertThat(lagged.sequence()).isEqualTo(Events.QUEUE_LIMIT + 6);
        events.publish(EventType.AGENT_STOPPED, Map.of());
        assertThat(next().sequence()).isEqualTo(Events.QUEUE_LIMIT + 7);
    }

    @Test
    void doesNotLetASlowListenerHoldUpOthers() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        events.subscribe(event -> await(never));
        events.subscribe(told::add);

        events.publish(EventType.AGENT_STARTED, Map.of());

        assertThat(next().type()).isEqualTo("agent_started");
        never.countDown();
    }

    @Test
    void tellsNothingAfterClosing() throws InterruptedException {
        Subscription subscription = events.subscribe(told::add);
        events.publish(EventType.AGENT_STARTED, Map.of());
        next();

        subscription.close();
        subscription.close();
        events.publish(EventType.AGENT_RELOADED, Map.of());

        events.subscribe(told::add);
        events.publish(EventType.AGENT_STOPPED, Map.of());
        assertThat(next().type()).isEqualTo("agent_stopped");
    }

    @Test
    void waitsForACallThatIsUnderWayWhenClosing() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Subscription subscription = events.subscribe(event -> {
            began.countDown();
            await(go);
            told.add(event);
        });
        events.publish(EventType.AGENT_STARTED, Map.of());
        await(began);

        Thread closer = Thread.ofVirtual().start(subscription::close);
        go.countDown();
        closer.join();

        assertThat(told).hasSize(1);
    }

    @Test
    void letsAListenerCloseItself() throws InterruptedException {
        AtomicReference<Subscription> own = new AtomicReference<>();
        own.set(events.subscribe(event -> {
            own.get().close();
            told.add(event);
        }));

        events.publish(EventType.AGENT_STARTED, Map.of());

        assertThat(next().type()).isEqualTo("agent_started");
    }

    @Test
    void forgetsAListenerThatThrows() throws InterruptedException {
        events.subscribe(event -> {
            told.add(event);
            throw new IllegalStateException("broken listener");
        });
        events.subscribe(told::add);

        events.publish(EventType.AGENT_STARTED, Map.of());
        next();
        next();
        events.publish(EventType.AGENT_RELOADED, Map.of());

        assertThat(next().type()).isEqualTo("agent_reloaded");
        assertThat(told).isEmpty();
    }

    private PlatformEvent next() throws InterruptedException {
        PlatformEvent event = told.poll(120, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
