package dev.caxton.engine.messaging;

import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.Performative;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent made of a message.
 *
 * @param performative act of the answer
 * @param content text of the answer
 * @param provider chat model provider that answered
 * @param model its model; null for a provider without one
 * @param toolsUsed names of the tools that were called, in order, each once
 * @param memoryUsed what was recalled
 * @param toBeRecorded whether what was said is to be distilled into memories
 */
public record Answer(
        Performative performative,
        String content,
        String provider,
        @Nullable String model,
        List<String> toolsUsed,
        List<AgentReply.MemoryUse> memoryUsed,
        boolean toBeRecorded) {
    public Answer {
        toolsUsed = List.copyOf(toolsUsed);
        memoryUsed = List.copyOf(memoryUsed);
    }

    /** An answer of which nothing is recorded. */
    public Answer(
            Performative performative,
            String content,
            String provider,
            @Nullable String model,
            List<String> toolsUsed,
            List<AgentReply.MemoryUse> memoryUsed) {
        this(performative, content, provider, model, toolsUsed, memoryUsed, false);
    }
}
