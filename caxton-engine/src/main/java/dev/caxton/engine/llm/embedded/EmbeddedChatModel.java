package dev.caxton.engine.llm.embedded;

import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers without a language model. The same request always gets the same answer; every word of it is a result of a
 * tool, a memory, a text of the agent's own file, or a fixed phrase that says where it comes from or what is missing.
 * Thread-safe.
 */
final class EmbeddedChatModel implements ChatModel {

    private static final int PIECE = 80;

    private final Function<String, float[]> embedder;

    EmbeddedChatModel(Function<String, float[]> embedder) {
        this.embedder = embedder;
    }

    @Override
    public @Nullable String modelName() {
        return null;
    }

    @Override
    public ChatReply chat(ChatRequest request, Consumer<String> text) {
        Conversation conversation = Conversation.of(request.turns());
        Purpose purpose =
                Purpose.of(conversation.message().head(), request.agent().name());
        Nearness nearness = Nearness.to(conversation.message().request(), embedder);
        List<ToolSchema> tools = request.tools().stream().map(ToolSchema::of).toList();
        Planner planner = new Planner(conversation, purpose, tools, nearness);
        List<ChatReply.ToolCallRequest> calls = planner.next();
        if (!calls.isEmpty()) {
            return new ChatReply.CallTools(calls, null);
        }
        ChatReply.Answer answer = new Composer(request, conversation, purpose, nearness).answer(planner.unmet());
        stream(answer.text(), text);
        return answer;
    }

    /** Hands the text over in pieces that end between words. */
    private static void stream(String answer, Consumer<String> text) {
        int begin = 0;
        while (begin < answer.length()) {
            int end = Math.min(begin + PIECE, answer.length());
            while (end < answer.length() && !Character.isWhitespace(answer.charAt(end))) {
                end++;
            }
            text.accept(answer.substring(begin, end));
            begin = end;
        }
    }
}
