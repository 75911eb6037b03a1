package dev.caxton.engine.messaging;

import static dev.caxton.engine.messaging.MessagingSchema.CONVERSATIONS;
import static dev.caxton.engine.messaging.MessagingSchema.MESSAGES;
import static dev.caxton.engine.messaging.MessagingSchema.RECORDINGS;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.messaging.MessageStatus;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import dev.caxton.wire.WireJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies this package's commands; deterministic, touches the transaction only. */
final class MessageAppliers {

    private MessageAppliers() {}

    static String accept(AcceptMessage command, Operation operation, WriteTransaction tx) {
        long at = operation.at().toEpochMilli();
        String conversation = command.conversation().toString();
        long position;
        if (command.opens()) {
            position = 1;
            tx.insert(
                    CONVERSATIONS,
                    conversation,
                    participants(List.of(command.sender(), command.receiver())),
                    "active",
                    1,
                    at,
                    at);
        } else {
            position = extend(tx, conversation, command.receiver(), at);
        }
        tx.insert(
                MESSAGES,
                command.message().toString(),
                conversation,
                position,
                command.performative().wireName(),
                command.sender(),
                command.receiver(),
                command.agent().toString(),
                command.content(),
                null,
                MessageStatus.ACCEPTED.wireName(),
                1,
                null,
                at,
                at);
        return command.message() + " " + conversation;
    }

    static @Nullable String answer(RecordAnswer command, Operation operation, WriteTransaction tx) {
        Row question = require(tx, command.question().toString());
        if (tx.find(MESSAGES, "where in_reply_to = ?", command.question().toString())
                .isPresent()) {
            return null;
        }
        long at = operation.at().toEpochMilli();
        String conversation = question.text("conversation_id");
        long position = extend(tx, conversation, question.text("receiver"), at);
        tx.insert(
                MESSAGES,
                command.answer().toString(),
                conversation,
                position,
                command.performative().wireName(),
                question.text("receiver"),
                question.text("sender"),
                question.text("agent_id"),
                command.content(),
                command.question().toString(),
                MessageStatus.PROCESSED.wireName(),
                1,
                command.detail(),
                at,
                at);
        setStatus(tx, question, command.status(), question.integer("attempts"), at);
        if (command.toBeRecorded()) {
            tx.insert(
                    RECORDINGS, command.answer().toString(), conversation, question.text("agent_id"), 0, null, at, at);
        }
        return command.answer().toString();
    }

    static String attempt(CountAttempt command, Operation operation, WriteTransaction tx) {
        Row message = require(tx, command.message().toString());
        long attempts = message.integer("attempts") + 1;
        MessageStatus status = attempts > command.maxAttempts() ? MessageStatus.DEAD : MessageStatus.ACCEPTED;
        setStatus(tx, message, status, attempts, operation.at().toEpochMilli());
        return status.wireName();
    }

    private static long extend(WriteTransaction tx, String conversation, String participant, long at) {
        Row row = tx.find(CONVERSATIONS, "where conversation_id = ?", conversation)
                .orElseThrow(() -> CaxtonException.of(
                        ProblemType.CONVERSATION_NOT_FOUND,
                        "conversation '" + conversation + "' does not exist",
                        "leave conversation_id out to open a new one"));
        long count = row.integer("message_count") + 1;
        tx.update(
                CONVERSATIONS,
                row.rid(),
                conversation,
                withParticipant(row.text("participants"), participant),
                row.text("status"),
                count,
                row.integer("created_at"),
                at);
        return count;
    }

    private static Row require(WriteTransaction tx, String message) {
        return tx.find(MESSAGES, "where message_id = ?", message)
                .orElseThrow(() -> CaxtonException.of(
                        ProblemType.MESSAGE_NOT_FOUND, "message '" + message + "' does not exist", (String) null));
    }

    private static void setStatus(WriteTransaction tx, Row row, MessageStatus status, long attempts, long at) {
        tx.update(
                MESSAGES,
                row.rid(),
                row.text("message_id"),
                row.text("conversation_id"),
                row.integer("position"),
                row.text("performative"),
                row.text("sender"),
                row.text("receiver"),
                row.text("agent_id"),
                row.text("content"),
                row.textOrNull("in_reply_to"),
                status.wireName(),
                attempts,
                row.textOrNull("detail"),
                row.integer("created_at"),
                at);
    }

    private static String withParticipant(String json, String participant) {
        List<String> present = participantsOf(json);
        if (present.contains(participant)) {
            return json;
        }
        return participants(java.util.stream.Stream.concat(present.stream(), java.util.stream.Stream.of(participant))
                .toList());
    }

    private static String participants(List<String> slugs) {
        try {
            return WireJson.mapper().writeValueAsString(slugs);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of strings has a JSON form", e);
        }
    }

    static List<String> participantsOf(String json) {
        try {
            return List.of(WireJson.mapper().readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw CaxtonException.of(
                    ProblemType.DATA_CORRUPTED, "participants of a conversation are not a JSON array", (String) null);
        }
    }
}
