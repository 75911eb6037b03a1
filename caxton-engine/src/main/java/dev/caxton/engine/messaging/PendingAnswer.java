package dev.caxton.engine.messaging;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.ReplyPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is coming into being. The agent's side adds parts and at last the reply; any number of waiting threads
 * read every part from the beginning, so that a repeated request sees what the first one sees. Thread-safe.
 */
final class PendingAnswer {

    private final MessageId message;
    private final ConversationId conversation;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<ReplyPart> parts = new ArrayList<>();
    private @Nullable AgentReply reply;
    private @Nullable CaxtonException failure;

    PendingAnswer(MessageId message, ConversationId conversation) {
        this.message = message;
        this.conversation = conversation;
    }

    MessageId message() {
        return message;
    }

    ConversationId conversation() {
        return conversation;
    }

    void add(ReplyPart part) {
        signal(() -> parts.add(part));
    }

    void complete(AgentReply answer) {
        signal(() -> {
            reply = answer;
            failure = null;
        });
    }

    void fail(CaxtonException problem) {
        signal(() -> failure = problem);
    }

    /** Waits for the reply, telling every part on the calling thread. */
    AgentReply await(Consumer<ReplyPart> listener, Duration patience) {
        int told = 0;
        long remaining = patience.toNanos();
        while (true) {
            List<ReplyPart> news;
            lock.lock();
            try {
                while (told == parts.size() && reply == null && failure == null) {
                    if (remaining <= 0) {
                        throw timeout(patience);
                    }
                    remaining = changed.awaitNanos(remaining);
                }
                news = List.copyOf(parts.subList(told, parts.size()));
                if (news.isEmpty()) {
                    if (failure != null) {
                        throw failure;
                    }
                    if (reply != null) {
                        return reply;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CaxtonException.of(
                        Problem.of(
                                ProblemType.DRAINING,
                                "waiting for the answer to message '" + message + "' was interrupted",
                                "ask GET /api/v1/messages/" + message + " later"),
                        e);
            } finally {
                lock.unlock();
            }
            news.forEach(listener);
            told += news.size();
        }
    }

    private CaxtonException timeout(Duration patience) {
        return CaxtonException.of(Problem.of(
                        ProblemType.TIMEOUT,
                        "message '" + message + "' was accepted and has no answer after " + patience.toSeconds() + " s",
                        "it is still being answered: ask GET /api/v1/messages/" + message + " later")
                .withContext(Map.of("message_id", message.toString(), "conversation_id", conversation.toString())));
    }

    private void signal(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
