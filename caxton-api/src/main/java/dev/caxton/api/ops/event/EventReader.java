package dev.caxton.api.ops.event;

import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.ops.ServerState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the free values of an event; one that comes from a server of another version may lack some.
 *
 * @param event what is read
 */
record EventReader(PlatformEvent event) {

    private static final String SAFE_MODE = ServerState.SAFE_MODE.wireName();

    @Nullable
    Occurrence read() {
        return switch (event.type()) {
            case "agent_started" ->
                new AgentStarted(event.sequence(), event.at(), text("agent"), text("version"), text("origin"));
            case "agent_reloaded" ->
                new AgentReloaded(
                        event.sequence(),
                        event.at(),
                        text("agent"),
                        text("version"),
                        text("previous_version"),
                        text("origin"),
                        duration("duration_ms"));
            case "agent_rolled_back" ->
                new AgentRolledBack(
                        event.sequence(), event.at(), text("agent"), text("version"), text("previous_version"));
            case "agent_failed" -> new AgentFailed(event.sequence(), event.at(), text("agent"), texts("problems"));
            case "message_dead_lettered" ->
                new MessageDeadLettered(
                        event.sequence(), event.at(), text("message_id"), text("agent"), text("reason"));
            case "health_changed" -> health();
            default -> null;
        };
    }

    private @Nullable Occurrence health() {
        boolean before = SAFE_MODE.equals(text("from"));
        boolean now = SAFE_MODE.equals(text("to"));
        if (before == now) {
            return null;
        }
        return now
                ? new SafeModeEntered(event.sequence(), event.at(), texts("reasons"))
                : new SafeModeLeft(event.sequence(), event.at());
    }

    private String text(String key) {
        Object value = event.data().get(key);
        return value == null ? "" : value.toString();
    }

    private List<String> texts(String key) {
        return event.data().get(key) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    private Duration duration(String key) {
        return event.data().get(key) instanceof Number millis
                ? Duration.ofNanos((long) (millis.doubleValue() * 1e6))
                : Duration.ZERO;
    }
}
