package dev.caxton.api.messaging;

/** A piece of an answer while it comes into being. */
public sealed interface ReplyPart {

    /**
     * The message is stored.
     *
     * @param messageId its id
     * @param conversationId its conversation
     */
    record Accepted(MessageId messageId, ConversationId conversationId) implements ReplyPart {}

    /**
     * Further text of the answer.
     *
     * @param text to be appended to what came before
     */
    record Text(String text) implements ReplyPart {}

    /**
     * A tool was called.
     *
     * @param tool its name
     * @param succeeded whether it returned a result
     */
    record ToolCalled(String tool, boolean succeeded) implements ReplyPart {}
}
