package dev.caxton.api;

import static dev.caxton.api.CaxtonFixture.await;
import static dev.caxton.api.CaxtonFixture.ref;
import static dev.caxton.api.CaxtonFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.MessageReceipt;
import dev.caxton.api.messaging.MessageStatus;
import dev.caxton.api.messaging.Performative;
import dev.caxton.api.messaging.ReplyPart;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Messages: how they are asked, streamed, submitted and repeated. */
interface MessagesContract extends CaxtonFixture {

    /** An id that nothing has. */
    UUID NOBODY = UUID.fromString("01890000-0000-7000-8000-000000000000");

    @Test
    default void greeterGreets() {
        deploy("ask");

        AgentReply reply = caxton().messages().ask(ref("contract-ask"), AgentRequest.of("Hello!"));

        assertThat(reply.reply().performative()).isEqualTo(Performative.INFORM);
        assertThat(reply.reply().content()).isNotBlank();
        assertThat(reply.agent()).isEqualTo("contract-ask");
        assertThat(reply.provider()).isEqualTo("embedded");
        assertThat(reply.toolsUsed()).isEmpty();
        assertThat(reply.latencyMs()).isNotNegative();
        assertThat(caxton().messages().receipt(reply.messageId()))
                .isEqualTo(new MessageReceipt(reply.messageId(), reply.conversationId(), MessageStatus.PROCESSED));
    }

    @Test
    default void answerIsTheSameForTheSameQuestion() {
        deploy("same");

        AgentReply first = caxton().messages().ask(ref("contract-same"), AgentRequest.of("Hello!"));
        AgentReply second = caxton().messages().ask(ref("contract-same"), AgentRequest.of("Hello!"));

        assertThat(second.reply()).isEqualTo(first.reply());
        assertThat(second.messageId()).isNotEqualTo(first.messageId());
    }

    @Test
    default void streamTellsAcceptanceFirstAndThenTheTextOfTheReply() {
        deploy("stream");
        List<ReplyPart> parts = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();

        AgentReply reply = caxton().messages().ask(ref("contract-stream"), AgentRequest.of("Hello!"), part -> {
            parts.add(part);
            threads.add(Thread.currentThread());
        });

        assertThat(parts.getFirst()).isEqualTo(new ReplyPart.Accepted(reply.messageId(), reply.conversationId()));
        assertThat(parts).filteredOn(ReplyPart.Accepted.class::isInstance).hasSize(1);
        assertThat(parts.stream()
                        .filter(ReplyPart.Text.class::isInstance)
                        .map(part -> ((ReplyPart.Text) part).text())
                        .collect(Collectors.joining()))
                .isEqualTo(reply.reply().content());
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    default void streamOfARefusedMessageThrowsAndTellsNothing() {
        List<ReplyPart> parts = new ArrayList<>();

        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().messages().ask(ref("contract-nobody"), AgentRequest.of("Hello!"), parts::add));

        assertThat(parts).isEmpty();
    }

    @Test
    default void submittedMessageIsAnsweredByItself() {
        deploy("submit");

        MessageReceipt receipt = caxton().messages().submit(ref("contract-submit"), AgentRequest.of("Hello!"));

        await(() -> caxton().messages().receipt(receipt.messageId()).status() == MessageStatus.PROCESSED);
        assertThat(caxton().messages()
                        .history(receipt.conversationId(), PageRequest.first())
                        .total())
                .isEqualTo(2);
    }

    @Test
    default void sameKeyReturnsTheFirstAnswer() {
        deploy("key");
        AgentRequest request = new AgentRequest("Hello!", null, "contract-key-1");

        AgentReply first = caxton().messages().ask(ref("contract-key"), request);
        AgentReply second = caxton().messages().ask(ref("contract-key"), request);

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.conversationId()).isEqualTo(first.conversationId());
        assertThat(second.reply()).isEqualTo(first.reply());
        assertThat(caxton().messages()
                        .history(first.conversationId(), PageRequest.first())
                        .total())
                .isEqualTo(2);
    }

    @Test
    default void sameKeyWithAnotherMessageIsRefused() {
        deploy("other-key");
        caxton().messages().ask(ref("contract-other-key"), new AgentRequest("Hello!", null, "contract-other-key-1"));

        refused(
                ConflictException.class,
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                () -> caxton().messages()
                        .ask(ref("contract-other-key"), new AgentRequest("Goodbye!", null, "contract-other-key-1")));
    }

    @Test
    default void messageToAnUnknownAgentIsNotFound() {
        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().messages().ask(ref("contract-nobody"), AgentRequest.of("Hello!")));
        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().messages().submit(ref("contract-nobody"), AgentRequest.of("Hello!")));
    }

    @Test
    default void messageToAStoppedAgentIsRefused() {
        deploy("stopped");
        caxton().agents().remove(ref("contract-stopped"));

        refused(
                ConflictException.class,
                ProblemType.AGENT_NOT_RUNNING,
                () -> caxton().messages().ask(ref("contract-stopped"), AgentRequest.of("Hello!")));
    }

    @Test
    default void blankMessageIsRefused() {
        deploy("blank");

        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton().messages().ask(ref("contract-blank"), AgentRequest.of(" \n")));
    }

    @Test
    default void messageOverOneMegabyteIsRefused() {
        deploy("large");

        refused(
                LimitExceededException.class,
                ProblemType.TOO_LARGE,
                () -> caxton().messages().ask(ref("contract-large"), AgentRequest.of("x".repeat(1_100_000))));
    }

    @Test
    default void messageIntoAnUnknownConversationIsNotFound() {
        deploy("lost");

        refused(
                NotFoundException.class,
                ProblemType.CONVERSATION_NOT_FOUND,
                () -> caxton().messages()
                        .ask(ref("contract-lost"), AgentRequest.of("Hello!").in(new ConversationId(NOBODY))));
    }

    @Test
    default void unknownMessageIsNotFound() {
        refused(
                NotFoundException.class,
                ProblemType.MESSAGE_NOT_FOUND,
                () -> caxton().messages().receipt(new MessageId(NOBODY)));
    }
}
