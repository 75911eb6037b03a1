package dev.caxton.api.messaging;

/**
 * That a message is stored, and how far it has come.
 *
 * @param messageId its id
 * @param conversationId its conversation
 * @param status how far it has come
 */
public record MessageReceipt(MessageId messageId, ConversationId conversationId, MessageStatus status) {}
