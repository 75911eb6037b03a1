package dev.caxton.engine.agent.runtime;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.Performative;
import dev.caxton.api.messaging.ReplyPart;
import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.AgentDirectory;
import dev.caxton.engine.agent.AgentLogs;
import dev.caxton.engine.agent.ServingAgent;
import dev.caxton.engine.config.LlmConfig;
import dev.caxton.engine.messaging.Answer;
import dev.caxton.engine.messaging.Delivery;
import dev.caxton.engine.messaging.MessageHandler;
import dev.caxton.engine.tool.ToolCaller;
import dev.caxton.engine.tool.ToolInvoker;
import dev.caxton.engine.tool.ToolRegistry;
import dev.caxton.engine.tool.ToolSession;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Answers for config agents: recalls, renders the prompt, asks the chat model, calls the tools it wants and asks again,
 * until it answers. Thread-safe.
 *
 * <p>A message is answered by the version of the agent that served when it was delivered, whatever is reloaded meanwhile.
 */
public final class ConfigAgentRuntime implements MessageHandler {

    private final AgentDirectory agents;
    private final AgentModels models;
    private final Predicate<ConfigAgentDefinition> recorded;
    private final ToolRegistry tools;
    private final ToolInvoker invoker;
    private final Recall recall;
    private final PromptContext prompts;
    private final LlmConfig config;
    private final AgentLogs logs;

    /**
     * Wires the runtime.
     *
     * @param recorded whether what is said to an agent is to be distilled into memories
     */
    public ConfigAgentRuntime(
            AgentDirectory agents,
            AgentModels models,
            Predicate<ConfigAgentDefinition> recorded,
            ToolRegistry tools,
            ToolInvoker invoker,
            Recall recall,
            LlmConfig config,
            AgentLogs logs,
            Clock clock) {
        this.agents = requireNonNull(agents, "agents");
        this.models = requireNonNull(models, "models");
        this.recorded = requireNonNull(recorded, "recorded");
        this.tools = requireNonNull(tools, "tools");
        this.invoker = requireNonNull(invoker, "invoker");
        this.recall = requireNonNull(recall, "recall");
        this.config = requireNonNull(config, "config");
        this.logs = requireNonNull(logs, "logs");
        this.prompts = new PromptContext(clock);
    }

    @Override
    public Answer handle(Delivery delivery, Consumer<ReplyPart> parts) {
        ServingAgent agent = agents.require(AgentRef.of(delivery.agent().toString()));
        ConfigAgentDefinition definition = agent.definition();
        String provider = models.provider(definition);
        ChatModel model = models.model(definition);
        List<ChatRequest.MemoryPassage> memories = recall.passages(agent, delivery.content());
        List<ChatRequest.Turn> turns = new ArrayList<>(prompts.turns(definition, delivery, memories));
        ChatRequest.Agent profile = prompts.profile(agent, delivery, memories);
        List<ToolDescriptor> granted = tools.descriptors(definition.tools());
        ToolSession session = invoker.open(new ToolCaller(
                agent.slug(),
                Set.copyOf(definition.tools()),
                delivery.conversation().toString(),
                definition.parameters()));
        Set<String> used = new LinkedHashSet<>();

        for (int round = 0; round <= config.maxToolRounds(); round++) {
            ChatReply reply = model.chat(
                    new ChatRequest(profile, turns, memories, granted), text -> parts.accept(new ReplyPart.Text(text)));
            switch (reply) {
                case ChatReply.Answer answer -> {
                    logs.append(
                            agent.slug(),
                            "info",
                            "message " + delivery.message() + " answered " + answer.performative() + ", tools " + used);
                    return new Answer(
                            answer.performative(),
                            answer.text(),
                            provider,
                            model.modelName(),
                            List.copyOf(used),
                            uses(memories),
                            answer.performative() != Performative.FAILURE && recorded.test(definition));
                }
                case ChatReply.CallTools call -> {
                    turns.add(new ChatRequest.Turn.ToolCalls(call.calls()));
                    for (ChatReply.ToolCallRequest wanted : call.calls()) {
                        used.add(wanted.tool());
                        turns.add(call(agent.slug(), session, wanted, parts));
                    }
                }
            }
        }
        throw CaxtonException.of(
                ProblemType.MODEL_FAILED,
                "model of agent '" + agent.slug() + "' still wanted tools after " + config.maxToolRounds() + " rounds",
                "raise llm.max_tool_rounds, or tell the agent in its prompt when to stop");
    }

    private ChatRequest.Turn call(
            String agent, ToolSession session, ChatReply.ToolCallRequest wanted, Consumer<ReplyPart> parts) {
        ToolResult result = session.call(wanted);
        boolean succeeded = result instanceof ToolResult.Success;
        if (result instanceof ToolResult.Failure failure) {
            logs.append(
                    agent, "warn", "tool " + wanted.tool() + " failed: " + failure.code() + " " + failure.message());
        }
        parts.accept(new ReplyPart.ToolCalled(wanted.tool(), succeeded));
        return new ChatRequest.Turn.ToolReturned(wanted.id(), wanted.tool(), result);
    }

    private static List<AgentReply.MemoryUse> uses(List<ChatRequest.MemoryPassage> memories) {
        return memories.stream()
                .map(passage ->
                        new AgentReply.MemoryUse(passage.entityId(), passage.entityName(), passage.similarity()))
                .toList();
    }
}
