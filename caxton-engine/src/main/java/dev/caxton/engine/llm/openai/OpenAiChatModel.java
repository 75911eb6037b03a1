package dev.caxton.engine.llm.openai;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.messaging.Performative;
import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.engine.config.LlmConfig;
import dev.caxton.engine.config.Secret;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A model behind OpenAI's chat completions, always streamed. Thread-safe. */
final class OpenAiChatModel implements ChatModel {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final String modelName;
    private final Duration timeout;
    private final StreamingChatModel model;

    OpenAiChatModel(LlmConfig.OpenAi config, ChatModelChoice choice, Duration timeout) {
        this.modelName = choice.model() == null ? config.model() : choice.model();
        this.timeout = timeout;
        Secret key = config.apiKey();
        var builder = OpenAiStreamingChatModel.builder()
                // Servers and proxies that speak HTTP/1.1 only stumble over the JDK client's offer to upgrade.
                .httpClientBuilder(new JdkHttpClientBuilder()
                        .httpClientBuilder(HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NEVER))
                        .connectTimeout(CONNECT_TIMEOUT)
                        .readTimeout(timeout))
                .baseUrl(config.baseUrl())
                .modelName(modelName)
                .timeout(timeout)
                .temperature(choice.temperature())
                .logRequests(false)
                .logResponses(false);
        if (key != null) {
            builder.apiKey(key.reveal());
        }
        // OpenAI's newer models refuse max_tokens, other servers often know nothing else.
        if (choice.maxTokens() != null
                && "api.openai.com".equals(URI.create(config.baseUrl()).getHost())) {
            builder.maxCompletionTokens(choice.maxTokens());
        } else if (choice.maxTokens() != null) {
            builder.maxTokens(choice.maxTokens());
        }
        this.model = builder.build();
    }

    @Override
    public String modelName() {
        return modelName;
    }

    @Override
    public ChatReply chat(ChatRequest request, Consumer<String> text) {
        StreamedAnswer answer = new StreamedAnswer(modelName, timeout);
        var translated =
                dev.langchain4j.model.chat.request.ChatRequest.builder().messages(Prompt.messages(request));
        if (!request.tools().isEmpty()) {
            translated.toolSpecifications(ToolSpecifications.of(request.tools()));
        }
        var ready = translated.build();
        // Where the head of the answer is there at once, the client reads the whole stream on the thread that asked: it
        // must not be this one, which keeps the time limit.
        Thread.ofVirtual().name("caxton-openai").start(() -> answer.from(handler -> model.chat(ready, handler)));
        return reply(answer.await(text));
    }

    private ChatReply reply(ChatResponse response) {
        AiMessage message = response.aiMessage();
        ChatReply.@Nullable TokenUsage usage = usage(response);
        if (message.hasToolExecutionRequests()) {
            List<ChatReply.ToolCallRequest> calls = new ArrayList<>();
            for (var wanted : message.toolExecutionRequests()) {
                String id = wanted.id() == null || wanted.id().isBlank() ? "call_" + (calls.size() + 1) : wanted.id();
                calls.add(new ChatReply.ToolCallRequest(id, wanted.name(), arguments(wanted.arguments())));
            }
            return new ChatReply.CallTools(calls, usage);
        }
        String text = message.text();
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            return new ChatReply.Answer(
                    Performative.REFUSE,
                    text == null || text.isBlank() ? "The provider's content filter refused to answer this." : text,
                    usage);
        }
        if (text == null || text.isBlank()) {
            throw CaxtonException.of(
                    ProblemType.MODEL_FAILED, "Chat model " + modelName + " answered nothing", "Try again.");
        }
        return new ChatReply.Answer(Performative.INFORM, text, usage);
    }

    private java.util.Map<String, Object> arguments(@Nullable String json) {
        try {
            return Prompt.arguments(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw CaxtonException.of(
                    Problem.of(
                            ProblemType.MODEL_FAILED,
                            "Chat model " + modelName + " sent arguments of a tool that are no JSON object",
                            "Try again, or choose a model that is better at calling tools."),
                    e);
        }
    }

    private static ChatReply.@Nullable TokenUsage usage(ChatResponse response) {
        var usage = response.tokenUsage();
        if (usage == null || usage.inputTokenCount() == null || usage.outputTokenCount() == null) {
            return null;
        }
        return new ChatReply.TokenUsage(usage.inputTokenCount(), usage.outputTokenCount());
    }
}
