package dev.caxton.engine.llm.embedded;

import dev.caxton.api.spi.ArtifactReference;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.api.spi.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was said and done: the message to be answered, those before it, and the tools called for this answer so far.
 *
 * @param message to be answered
 * @param earlier messages of the other side before it, oldest first
 * @param steps calls of tools for this answer, in order
 */
record Conversation(Message message, List<Message> earlier, List<Step> steps) {

    /**
     * One call with what it returned.
     *
     * @param call as it was asked for
     * @param result what it returned
     */
    record Step(ChatReply.ToolCallRequest call, ToolResult result) {
        Optional<ToolResult.Success> success() {
            return result instanceof ToolResult.Success success ? Optional.of(success) : Optional.empty();
        }

        Optional<ToolResult.Failure> failure() {
            return result instanceof ToolResult.Failure failure ? Optional.of(failure) : Optional.empty();
        }
    }

    /**
     * An artifact that calls can refer to.
     *
     * @param reference by which a call names it
     * @param artifact itself
     */
    record Piece(String reference, ToolResult.Artifact artifact) {}

    static Conversation of(List<ChatRequest.Turn> turns) {
        List<Message> messages = new ArrayList<>();
        Map<String, ChatReply.ToolCallRequest> calls = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (ChatRequest.Turn turn : turns) {
            switch (turn) {
                case ChatRequest.Turn.User user -> {
                    messages.add(new Message(user.message()));
                    steps.clear();
                    calls.clear();
                }
                case ChatRequest.Turn.Assistant said -> Objects.requireNonNull(said.text());
                case ChatRequest.Turn.ToolCalls called -> called.calls().forEach(call -> calls.put(call.id(), call));
                case ChatRequest.Turn.ToolReturned returned -> {
                    ChatReply.ToolCallRequest call = calls.getOrDefault(
                            returned.callId(),
                            new ChatReply.ToolCallRequest(returned.callId(), returned.tool(), Map.of()));
                    steps.add(new Step(call, returned.result()));
                }
            }
        }
        Message last = messages.isEmpty() ? new Message("") : messages.get(messages.size() - 1);
        List<Message> before = messages.isEmpty() ? List.of() : messages.subList(0, messages.size() - 1);
        return new Conversation(last, List.copyOf(before), List.copyOf(steps));
    }

    /** Artifacts of a media type, in the order in which they came. */
    List<Piece> pieces(String mediaType) {
        List<Piece> pieces = new ArrayList<>();
        for (Step step : steps) {
            step.success().ifPresent(success -> {
                for (int i = 0; i < success.artifacts().size(); i++) {
                    ToolResult.Artifact artifact = success.artifacts().get(i);
                    if (artifact.mediaType().equals(mediaType)) {
                        pieces.add(new Piece(ArtifactReference.of(step.call().id(), i), artifact));
                    }
                }
            });
        }
        return pieces;
    }

    /** The call whose artifact a value refers to. */
    Optional<Step> origin(Object value) {
        return value instanceof String text && ArtifactReference.isReference(text)
                ? steps.stream()
                        .filter(step ->
                                text.startsWith(ArtifactReference.of(step.call().id())))
                        .findFirst()
                : Optional.empty();
    }

    boolean wasCalled(String tool, Map<String, Object> arguments) {
        return steps.stream()
                .anyMatch(step -> step.call().tool().equals(tool)
                        && step.call().arguments().equals(arguments));
    }

    /** Ids of the calls whose artifacts another call took. */
    Set<String> consumed() {
        return steps.stream()
                .flatMap(step -> step.call().arguments().values().stream())
                .flatMap(value -> origin(value).stream())
                .map(step -> step.call().id())
                .collect(Collectors.toSet());
    }
}
