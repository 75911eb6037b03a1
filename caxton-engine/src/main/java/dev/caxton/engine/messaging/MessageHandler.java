package dev.caxton.engine.messaging;

import dev.caxton.api.messaging.ReplyPart;
import java.util.function.Consumer;

/** Who answers messages. */
@FunctionalInterface
public interface MessageHandler {

    /**
     * Answers one message; called on a virtual thread, messages of one conversation one after another.
     *
     * @param parts told what comes into being; never blocks for long
     */
    Answer handle(Delivery delivery, Consumer<ReplyPart> parts);
}
