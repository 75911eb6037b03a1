package dev.caxton.api.ops;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened in the server.
 *
 * @param sequence counts events since the start of the server, from 1
 * @param type the {@link EventType#wireName} of an {@link EventType}; a server of a later version may know others
 * @param at when
 * @param data what it concerns, such as {@code agent}
 */
public record PlatformEvent(long sequence, String type, Instant at, Map<String, Object> data) {
    public PlatformEvent {
        data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
