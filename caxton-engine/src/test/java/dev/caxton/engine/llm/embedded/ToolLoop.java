package dev.caxton.engine.llm.embedded;

import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.engine.tool.ToolCaller;
import dev.caxton.engine.tool.ToolInvoker;
import dev.caxton.engine.tool.ToolRegistry;
import dev.caxton.engine.tool.ToolSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The loop around a model, for tests: calls what it asks for until it answers. */
public final class ToolLoop {

    private static final int MOST_ROUNDS = 8;

    private final ChatModel model;
    private final ToolRegistry registry;
    private final ToolInvoker invoker;

    public ToolLoop(ChatModel model, ToolRegistry registry, ToolInvoker invoker) {
        this.model = model;
        this.registry = registry;
        this.invoker = invoker;
    }

    /** An answer with the tools that were called for it. */
    public record Outcome(ChatReply.Answer answer, List<ChatReply.ToolCallRequest> calls, String streamed) {
        public List<String> tools() {
            return calls.stream()
                    .map(ChatReply.ToolCallRequest::tool)
                    .distinct()
                    .toList();
        }
    }

    public Outcome answer(
            ChatRequest.Agent agent,
            List<String> tools,
            Map<String, Object> parameters,
            List<ChatRequest.Turn> before,
            String message,
            List<ChatRequest.MemoryPassage> memories) {
        List<ChatRequest.Turn> turns = new ArrayList<>(before);
        turns.add(new ChatRequest.Turn.User(message, message));
        ToolSession session = invoker.open(new ToolCaller(agent.slug(), Set.copyOf(tools), "conversation", parameters));
        List<ChatReply.ToolCallRequest> calls = new ArrayList<>();
        StringBuilder streamed = new StringBuilder();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            ChatReply reply =
                    model.chat(new ChatRequest(agent, turns, memories, registry.descriptors(tools)), streamed::append);
            switch (reply) {
                case ChatReply.Answer answer -> {
                    return new Outcome(answer, calls, streamed.toString());
                }
                case ChatReply.CallTools wanted -> {
                    turns.add(new ChatRequest.Turn.ToolCalls(wanted.calls()));
                    for (ChatReply.ToolCallRequest call : wanted.calls()) {
                        calls.add(call);
                        turns.add(new ChatRequest.Turn.ToolReturned(call.id(), call.tool(), session.call(call)));
                    }
                }
            }
        }
        throw new AssertionError("no answer after " + MOST_ROUNDS + " rounds: " + calls);
    }
}
