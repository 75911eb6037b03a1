package dev.caxton.api.ops.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.ops.PlatformEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OccurrenceTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static Occurrence of(String type, Map<String, Object> data) {
        return Occurrence.of(new PlatformEvent(7, type, NOON, data)).orElseThrow();
    }

    @Test
    void eachTypeHasItsRecord() {
        assertThat(of("agent_started", Map.of("agent", "greeter", "version", "1.0.0", "origin", "watch")))
                .isEqualTo(new AgentStarted(7, NOON, "greeter", "1.0.0", "watch"));
        assertThat(of(
                        "agent_reloaded",
                        Map.of(
                                "agent", "greeter",
                                "version", "1.1.0",
                                "previous_version", "1.0.0",
                                "origin", "deploy",
                                "duration_ms", 1.5)))
                .isEqualTo(
                        new AgentReloaded(7, NOON, "greeter", "1.1.0", "1.0.0", "deploy", Duration.ofNanos(1_500_000)));
        assertThat(of("agent_rolled_back", Map.of("agent", "greeter", "version", "1.0.0", "previous_version", "1.1.0")))
                .isEqualTo(new AgentRolledBack(7, NOON, "greeter", "1.0.0", "1.1.0"));
        assertThat(of("agent_failed", Map.of("agent", "greeter", "problems", List.of("no name", "no tools"))))
                .isEqualTo(new AgentFailed(7, NOON, "greeter", List.of("no name", "no tools")));
        assertThat(of("message_dead_lettered", Map.of("message_id", "m1", "agent", "greeter", "reason", "TIMEOUT")))
                .isEqualTo(new MessageDeadLettered(7, NOON, "m1", "greeter", "TIMEOUT"));
    }

    @Test
    void safeModeIsEnteredAndLeftAndOtherChangesOfHealthHaveNoType() {
        assertThat(of("health_changed", Map.of("from", "healthy", "to", "safe_mode", "reasons", List.of("disk"))))
                .isEqualTo(new SafeModeEntered(7, NOON, List.of("disk")));
        assertThat(of("health_changed", Map.of("from", "safe_mode", "to", "degraded", "reasons", List.of())))
                .isEqualTo(new SafeModeLeft(7, NOON));
        assertThat(Occurrence.of(
                        new PlatformEvent(7, "health_changed", NOON, Map.of("from", "starting", "to", "healthy"))))
                .isEmpty();
        assertThat(Occurrence.of(new PlatformEvent(7, "reload_refused", NOON, Map.of("agent", "greeter"))))
                .isEmpty();
    }

    @Test
    void whatAnotherVersionDoesNotTellIsEmpty() {
        assertThat(of("agent_reloaded", Map.of())).isEqualTo(new AgentReloaded(7, NOON, "", "", "", "", Duration.ZERO));
        assertThat(of("agent_failed", Map.of("problems", "not a list")))
                .isEqualTo(new AgentFailed(7, NOON, "", List.of()));
    }
}
