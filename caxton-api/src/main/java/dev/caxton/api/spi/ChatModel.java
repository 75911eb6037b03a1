package dev.caxton.api.spi;

import java.util.function.Consumer;

/** A model that continues a conversation. May be shared between threads. */
public interface ChatModel {

    /** The provider's name of the model; null for a provider without one. */
    @org.jspecify.annotations.Nullable
    String modelName();

    /**
     * Continues a conversation by text or by tool calls. Failure is a {@code MODEL_FAILED} or {@code TIMEOUT} problem.
     *
     * @param text told each piece of text as it comes, on the calling thread
     */
    ChatReply chat(ChatRequest request, Consumer<String> text);
}
