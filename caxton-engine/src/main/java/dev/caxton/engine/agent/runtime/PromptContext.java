package dev.caxton.engine.agent.runtime;

import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.engine.agent.ServingAgent;
import dev.caxton.engine.agent.file.PromptTemplates;
import dev.caxton.engine.messaging.Delivery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns a delivery into what a chat model reads: the agent's profile and the turns of the conversation. */
final class PromptContext {

    private static final String USER = "user";

    private final Clock clock;

    PromptContext(Clock clock) {
        this.clock = clock;
    }

    ChatRequest.Agent profile(ServingAgent agent, Delivery delivery, List<ChatRequest.MemoryPassage> memories) {
        ConfigAgentDefinition definition = agent.definition();
        return new ChatRequest.Agent(
                agent.slug(),
                definition.name(),
                definition.description(),
                definition.capabilities(),
                render(definition.systemPrompt(), variables(definition, delivery, memories)),
                definition.documentation());
    }

    List<ChatRequest.Turn> turns(
            ConfigAgentDefinition definition, Delivery delivery, List<ChatRequest.MemoryPassage> memories) {
        List<ChatRequest.Turn> turns = new ArrayList<>();
        for (ConversationMessage earlier : delivery.earlier()) {
            turns.add(
                    earlier.sender().equals(USER)
                            ? new ChatRequest.Turn.User(earlier.content(), earlier.content())
                            : new ChatRequest.Turn.Assistant(earlier.content()));
        }
        String template = definition.userPromptTemplate();
        String text =
                template == null ? delivery.content() : render(template, variables(definition, delivery, memories));
        turns.add(new ChatRequest.Turn.User(text, delivery.content()));
        return turns;
    }

    private static String render(String template, Map<String, Object> variables) {
        return PromptTemplates.compile(template).execute(variables);
    }

    private Map<String, Object> variables(
            ConfigAgentDefinition definition, Delivery delivery, List<ChatRequest.MemoryPassage> memories) {
        Map<String, Object> variables = new HashMap<>(definition.parameters());
        variables.put("parameters", definition.parameters());
        variables.put("request", delivery.content());
        variables.put("message_content", delivery.content());
        variables.put("context", conversation(delivery.earlier()));
        variables.put(
                "memory_context",
                memories.stream()
                        .map(passage -> "- " + passage.entityName() + ": " + passage.text())
                        .collect(Collectors.joining("\n")));
        variables.put("agent_name", definition.name());
        variables.put("capability", definition.capabilities().getFirst());
        variables.put("sender_agent", USER);
        variables.put("user_id", USER);
        variables.put("conversation_id", delivery.conversation().toString());
        variables.put("timestamp", clock.instant().toString());
        return variables;
    }

    private static String conversation(List<ConversationMessage> earlier) {
        return earlier.stream()
                .map(message -> message.sender() + ": " + message.content())
                .collect(Collectors.joining("\n"));
    }
}
