package dev.caxton.engine.llm;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats requests whose failure may pass. A request is not repeated once text of its answer was handed on, because the
 * reader would see it twice.
 */
final class RetryingChatModel implements ChatModel {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingChatModel.class);

    private final ChatModel model;
    private final String provider;
    private final RetryPolicy policy;

    RetryingChatModel(ChatModel model, String provider, RetryPolicy policy) {
        this.model = model;
        this.provider = provider;
        this.policy = policy;
    }

    @Override
    public @Nullable String modelName() {
        return model.modelName();
    }

    @Override
    public ChatReply chat(ChatRequest request, Consumer<String> text) {
        Handed handed = new Handed(text);
        for (int repetition = 1; ; repetition++) {
            try {
                return model.chat(request, handed);
            } catch (CaxtonException e) {
                if (!e.type().retryable() || handed.any || repetition > policy.attempts()) {
                    throw e;
                }
                Duration pause = policy.before(repetition);
                LOG.atWarn()
                        .addKeyValue("provider", provider)
                        .addKeyValue("agent", request.agent().slug())
                        .addKeyValue("problem", e.type())
                        .addKeyValue("repetition", repetition)
                        .addKeyValue("pause_ms", pause.toMillis())
                        .log("Chat model failed, trying again");
                pauseOrThrow(pause, e);
            }
        }
    }

    private void pauseOrThrow(Duration pause, CaxtonException failure) {
        try {
            policy.pause().last(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** Notes whether any text was handed on. */
    private static final class Handed implements Consumer<String> {
        private final Consumer<String> text;
        private boolean any;

        Handed(Consumer<String> text) {
            this.text = text;
        }

        @Override
        public void accept(String piece) {
            any = true;
            text.accept(piece);
        }
    }
}
