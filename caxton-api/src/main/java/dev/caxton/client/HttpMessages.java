package dev.caxton.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Conversation;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.MessageReceipt;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.messaging.ReplyPart;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Messages and conversations over HTTP. */
final class HttpMessages implements Messages {

    private final Exchange exchange;

    HttpMessages(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public AgentReply ask(AgentRef agent, AgentRequest request) {
        return message(agent, request).as(AgentReply.class);
    }

    @Override
    public AgentReply ask(AgentRef agent, AgentRequest request, Consumer<ReplyPart> parts) {
        HttpCall call = message(agent, request).accept("text/event-stream").call(HttpCall.Reading.STREAM);
        HttpAnswer answer = exchange.send(call);
        if (!answer.mediaType().equals("text/event-stream")) {
            throw ProblemReader.notCaxton(exchange.options().url(), call, answer);
        }
        ReplyPart.@Nullable Accepted accepted = null;
        try (answer) {
            ServerEvents events = new ServerEvents(answer.body());
            for (ServerEvent event = events.next(); event != null; event = events.next()) {
                if (event.name().equals("reply")) {
                    return WireJson.mapper().readValue(event.data(), AgentReply.class);
                }
                ReplyPart part = part(event);
                if (part instanceof ReplyPart.Accepted first) {
                    accepted = first;
                }
                if (part != null) {
                    parts.accept(part);
                }
            }
        } catch (JacksonException e) {
            throw ProblemReader.notUnderstood(exchange.options().url(), call, e);
        } catch (IOException e) {
            throw broken(exchange.failed(call, e).problem(), accepted, e);
        }
        throw broken(
                Problem.of(
                        ProblemType.UNREACHABLE,
                        exchange.options().url() + " ended the answer to " + call + " before the reply",
                        "The server may have stopped; whether the message was accepted is not known."),
                accepted,
                null);
    }

    @Override
    public MessageReceipt submit(AgentRef agent, AgentRequest request) {
        return message(agent, request).header("Prefer", "respond-async").as(MessageReceipt.class);
    }

    @Override
    public MessageReceipt receipt(MessageId message) {
        return exchange.request("GET", "messages", message.toString()).as(MessageReceipt.class);
    }

    @Override
    public Conversation conversation(ConversationId conversation) {
        return exchange.request("GET", "conversations", conversation.toString()).as(Conversation.class);
    }

    @Override
    public Page<Conversation> conversations(PageRequest page) {
        return exchange.request("GET", "conversations").page(page).asPage(Conversation.class);
    }

    @Override
    public Page<ConversationMessage> history(ConversationId conversation, PageRequest page) {
        return exchange.request("GET", "conversations", conversation.toString(), "messages")
                .page(page)
                .asPage(ConversationMessage.class);
    }

    private WireRequest message(AgentRef agent, AgentRequest request) {
        ObjectNode body = WireJson.mapper().createObjectNode().put("message", request.message());
        ConversationId conversation = request.conversationId();
        if (conversation != null) {
            body.put("conversation_id", conversation.toString());
        }
        return exchange.request("POST", "agents", HttpAgents.segment(agent), "message")
                .header("Idempotency-Key", request.idempotencyKey())
                .body(body);
    }

    /** The part that an event tells; null for an event of a newer version. */
    private static @Nullable ReplyPart part(ServerEvent event) throws JacksonException {
        ObjectMapper mapper = WireJson.mapper();
        return switch (event.name()) {
            case "accepted" -> mapper.readValue(event.data(), ReplyPart.Accepted.class);
            case "text" -> mapper.readValue(event.data(), ReplyPart.Text.class);
            case "tool" -> {
                JsonNode tool = mapper.readTree(event.data());
                yield new ReplyPart.ToolCalled(
                        tool.path("tool").asText(), tool.path("succeeded").asBoolean());
            }
            case "problem" -> {
                JsonNode problem = mapper.readTree(event.data());
                throw CaxtonException.of(
                        ProblemReader.problem(problem, problem.path("status").asInt(500)));
            }
            default -> null;
        };
    }

    /** What was accepted is answered although the stream broke: the problem says where to find the answer. */
    private static CaxtonException broken(
            Problem problem, ReplyPart.@Nullable Accepted accepted, @Nullable IOException cause) {
        if (accepted == null) {
            return CaxtonException.of(problem, cause);
        }
        Problem told = Problem.of(
                        problem.type(),
                        problem.detail(),
                        "The message was accepted and is answered all the same: read conversation "
                                + accepted.conversationId() + ".")
                .withContext(Map.of(
                        "message_id", accepted.messageId().toString(),
                        "conversation_id", accepted.conversationId().toString()));
        return CaxtonException.of(told, cause);
    }
}
