package dev.caxton.engine.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.wire.WireJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an answer came about, stored beside it as JSON so that a repeated request is told the same.
 *
 * @param provider chat model provider that answered
 * @param model its model; null for a provider without one
 * @param toolsUsed names of the tools that were called
 * @param memoryUsed what was recalled
 * @param latencyMs milliseconds from acceptance to the answer
 */
record AnswerDetail(
        String provider,
        @Nullable String model,
        List<String> toolsUsed,
        List<AgentReply.MemoryUse> memoryUsed,
        double latencyMs) {

    String toJson() {
        try {
            return WireJson.mapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers have a JSON form", e);
        }
    }

    static AnswerDetail fromJson(String json) {
        try {
            return WireJson.mapper().readValue(json, AnswerDetail.class);
        } catch (JsonProcessingException e) {
            throw CaxtonException.of(
                    ProblemType.DATA_CORRUPTED, "the detail of a stored answer is not readable", (String) null);
        }
    }
}
