package dev.caxton.api;

import static dev.caxton.api.CaxtonFixture.ref;
import static dev.caxton.api.CaxtonFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Conversation;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.MessageStatus;
import dev.caxton.api.messaging.Performative;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conversations: what they keep, in which order, page by page. */
interface ConversationsContract extends CaxtonFixture {

    @Test
    default void messageWithoutConversationOpensItsOwn() {
        deploy("own");

        AgentReply first = caxton().messages().ask(ref("contract-own"), AgentRequest.of("Hello!"));
        AgentReply second = caxton().messages().ask(ref("contract-own"), AgentRequest.of("Hello!"));

        assertThat(second.conversationId()).isNotEqualTo(first.conversationId());
    }

    @Test
    default void historyKeepsQuestionsAndAnswersOldestFirst() {
        deploy("history");
        AgentReply first = caxton().messages().ask(ref("contract-history"), AgentRequest.of("Hello!"));
        AgentReply second = caxton().messages()
                .ask(ref("contract-history"), AgentRequest.of("Good evening!").in(first.conversationId()));

        List<ConversationMessage> history = caxton().messages()
                .history(first.conversationId(), PageRequest.first())
                .items();

        assertThat(second.conversationId()).isEqualTo(first.conversationId());
        assertThat(history)
                .extracting(ConversationMessage::sender)
                .containsExactly("user", "contract-history", "user", "contract-history");
        assertThat(history)
                .extracting(ConversationMessage::receiver)
                .containsExactly("contract-history", "user", "contract-history", "user");
        assertThat(history)
                .extracting(ConversationMessage::content)
                .containsExactly(
                        "Hello!",
                        first.reply().content(),
                        "Good evening!",
                        second.reply().content());
        assertThat(history.get(0).messageId()).isEqualTo(first.messageId());
        assertThat(history.get(0).inReplyTo()).isNull();
        assertThat(history.get(0).performative()).isEqualTo(Performative.REQUEST);
        assertThat(history.get(0).status()).isEqualTo(MessageStatus.PROCESSED);
        assertThat(history.get(1).inReplyTo()).isEqualTo(first.messageId());
        assertThat(history.get(1).performative()).isEqualTo(first.reply().performative());
        assertThat(history.get(3).inReplyTo()).isEqualTo(second.messageId());
        assertThat(history).extracting(ConversationMessage::createdAt).isSorted();
        assertThat(history).extracting(ConversationMessage::conversationId).containsOnly(first.conversationId());
    }

    @Test
    default void historyPagesHoldEveryMessageOnce() {
        deploy("pages");
        AgentReply first = caxton().messages().ask(ref("contract-pages"), AgentRequest.of("Hello!"));
        caxton().messages()
                .ask(ref("contract-pages"), AgentRequest.of("Hi there!").in(first.conversationId()));
        List<ConversationMessage> whole = caxton().messages()
                .history(first.conversationId(), PageRequest.first())
                .items();

        List<ConversationMessage> paged = new ArrayList<>();
        String cursor = null;
        do {
            Page<ConversationMessage> page =
                    caxton().messages().history(first.conversationId(), new PageRequest(3, cursor));
            assertThat(page.items()).hasSizeBetween(1, 3);
            assertThat(page.total()).isEqualTo(4);
            paged.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null && paged.size() < 100);

        assertThat(paged).isEqualTo(whole);
    }

    @Test
    default void conversationIsDescribed() {
        deploy("described");
        AgentReply reply = caxton().messages().ask(ref("contract-described"), AgentRequest.of("Hello!"));

        Conversation conversation = caxton().messages().conversation(reply.conversationId());

        assertThat(conversation.id()).isEqualTo(reply.conversationId());
        assertThat(conversation.participants()).containsExactlyInAnyOrder("contract-described", "user");
        assertThat(conversation.messageCount()).isEqualTo(2);
        assertThat(conversation.status()).isEqualTo("active");
        assertThat(conversation.lastActivity()).isAfterOrEqualTo(conversation.created());
    }

    @Test
    default void conversationsAreListedTheMostRecentlyActiveFirst() {
        deploy("recent");
        AgentReply older = caxton().messages().ask(ref("contract-recent"), AgentRequest.of("Hello!"));
        AgentReply newer = caxton().messages().ask(ref("contract-recent"), AgentRequest.of("Hello!"));
        caxton().messages()
                .ask(ref("contract-recent"), AgentRequest.of("Again!").in(older.conversationId()));

        Page<Conversation> page = caxton().messages().conversations(new PageRequest(2, null));

        assertThat(page.items())
                .extracting(Conversation::id)
                .containsExactly(older.conversationId(), newer.conversationId());
        assertThat(page.total()).isGreaterThanOrEqualTo(2);
    }

    @Test
    default void conversationPagesDoNotOverlap() {
        deploy("overlap");
        for (int i = 0; i < 3; i++) {
            caxton().messages().ask(ref("contract-overlap"), AgentRequest.of("Hello!"));
        }

        Page<Conversation> first = caxton().messages().conversations(new PageRequest(2, null));
        Page<Conversation> second = caxton().messages().conversations(new PageRequest(2, first.nextCursor()));

        assertThat(first.nextCursor()).isNotNull();
        assertThat(second.items())
                .isNotEmpty()
                .extracting(Conversation::id)
                .doesNotContainAnyElementsOf(
                        first.items().stream().map(Conversation::id).toList());
    }

    @Test
    default void unknownConversationIsNotFound() {
        ConversationId nobody = new ConversationId(MessagesContract.NOBODY);

        refused(
                NotFoundException.class,
                ProblemType.CONVERSATION_NOT_FOUND,
                () -> caxton().messages().conversation(nobody));
        refused(
                NotFoundException.class,
                ProblemType.CONVERSATION_NOT_FOUND,
                () -> caxton().messages().history(nobody, PageRequest.first()));
    }

    @Test
    default void foreignCursorIsRefused() {
        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton().messages().conversations(new PageRequest(2, "no cursor of ours")));
    }
}
