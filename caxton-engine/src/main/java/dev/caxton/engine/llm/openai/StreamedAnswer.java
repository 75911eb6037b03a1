package dev.caxton.engine.llm.openai;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings what the HTTP client's threads receive to the thread that asked. For one request. */
final class StreamedAnswer implements StreamingChatResponseHandler {

    private sealed interface Event {
        record Text(String piece) implements Event {}

        record Complete(ChatResponse response) implements Event {}

        record Failed(Throwable cause) implements Event {}
    }

    private final String modelName;
    private final Duration timeout;
    private final long deadline;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile @Nullable StreamingHandle handle;

    StreamedAnswer(String modelName, Duration timeout) {
        this.modelName = modelName;
        this.timeout = timeout;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /** Runs a request; what it throws instead of telling is told as well. */
    void from(Consumer<StreamingChatResponseHandler> request) {
        try {
            request.accept(this);
        } catch (RuntimeException | Error e) {
            onError(e);
        }
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        handle = context.streamingHandle();
        events.add(new Event.Text(partial.text()));
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        events.add(new Event.Complete(response));
    }

    @Override
    public void onError(Throwable cause) {
        events.add(new Event.Failed(cause));
    }

    /** The whole answer; each piece of text is handed over as it comes, on the calling thread. */
    ChatResponse await(Consumer<String> text) {
        boolean done = false;
        try {
            while (true) {
                switch (next()) {
                    case Event.Text(String piece) -> {
                        if (!piece.isEmpty()) {
                            text.accept(piece);
                        }
                    }
                    case Event.Complete(ChatResponse response) -> {
                        done = true;
                        return response;
                    }
                    case Event.Failed(Throwable cause) -> {
                        done = true;
                        throw ModelFailures.of(modelName, cause);
                    }
                }
            }
        } finally {
            StreamingHandle open = handle;
            if (!done && open != null) {
                open.cancel();
            }
        }
    }

    private Event next() {
        try {
            Event event = events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw CaxtonException.of(
                        ProblemType.TIMEOUT,
                        "Chat model " + modelName + " did not finish within " + timeout.toMillis() + " ms",
                        "Raise llm.timeout, or ask for a shorter answer.");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CaxtonException.of(
                    Problem.of(ProblemType.TIMEOUT, "Request to chat model " + modelName + " was cancelled", null), e);
        }
    }
}
