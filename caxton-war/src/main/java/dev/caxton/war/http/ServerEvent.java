package dev.caxton.war.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.war.problem.ProblemBody;
import dev.caxton.wire.WireJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream.
 *
 * @param name its kind
 * @param id what identifies it in its stream; null for none
 * @param payload its JSON
 */
public record ServerEvent(String name, @Nullable String id, Object payload) {

    /** An event without id. */
    public static ServerEvent of(String name, Object payload) {
        return new ServerEvent(name, null, payload);
    }

    /** The event in the form of {@code text/event-stream}; JSON has no raw line breaks, so one data line does. */
    byte[] bytes() {
        Object body = payload instanceof ProblemBody problem ? problem.members() : payload;
        String text = "event: " + name.replaceAll("[\\r\\n]", " ") + '\n'
                + (id == null ? "" : "id: " + id + '\n')
                + "data: " + json(body) + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String json(Object body) {
        try {
            return WireJson.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event holds what JSON cannot", e);
        }
    }
}
