package dev.caxton.api.ops.event;

import dev.caxton.api.ops.PlatformEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in a server, as a type of its own. In an application with CDI each is fired as an event, so that
 * an observer names the type it wants; elsewhere {@link #of} makes one of what {@code Operations.events} tells.
 */
public sealed interface Occurrence
        permits AgentStarted,
                AgentReloaded,
                AgentRolledBack,
                AgentFailed,
                MessageDeadLettered,
                SafeModeEntered,
                SafeModeLeft {

    /** Counts events since the start of the server, from 1; those without a type of their own count too. */
    long sequence();

    /** When it happened. */
    Instant at();

    /** The typed form of an event; empty for events that have none. */
    static Optional<Occurrence> of(PlatformEvent event) {
        return Optional.ofNullable(new EventReader(event).read());
    }
}
