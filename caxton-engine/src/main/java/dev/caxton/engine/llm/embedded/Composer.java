package dev.caxton.engine.llm.embedded;

import dev.caxton.api.messaging.Performative;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.api.spi.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Composes an answer of what tools returned, what is remembered and what the agent's file says, each with its source. */
final class Composer {

    /** What a request may ask for that some agents have no tool for, with the words that ask for it. */
    private static final List<Ask> ASKS = List.of(
            new Ask("a chart", List.of("chart", "plot", "graph", "diagram", "histogram", "visualize", "visualization")),
            new Ask("a correlation", List.of("correlation", "correlate")),
            new Ask("a search for outliers", List.of("outlier", "anomaly")));

    private record Ask(String what, List<String> words) {}

    private final ChatRequest request;
    private final Conversation conversation;
    private final Purpose purpose;
    private final Nearness nearness;

    Composer(ChatRequest request, Conversation conversation, Purpose purpose, Nearness nearness) {
        this.request = request;
        this.conversation = conversation;
        this.purpose = purpose;
        this.nearness = nearness;
    }

    ChatReply.Answer answer(Map<ToolSchema, List<ToolSchema.Argument>> unmet) {
        if (!conversation.steps().isEmpty()) {
            return ofTools();
        }
        return switch (purpose) {
            case Purpose.Greeting greeting -> inform(SelfDescription.greeting(request.agent()));
            case Purpose.About about -> inform(SelfDescription.about(request.agent(), request.tools()));
            case Purpose.Courtesy courtesy ->
                inform("You are welcome. " + SelfDescription.capabilities(request.agent()));
            case Purpose.Remember fact -> notUnderstood(unmet, "None of my tools can store what is to be remembered.");
            case Purpose.Recall sought ->
                quoted().orElseGet(() -> inform(
                        "I have no memory of " + sought.topic() + ", and my documentation does not speak of it."));
            case Purpose.Task task ->
                isOrderWithoutData(unmet)
                        ? notUnderstood(unmet, "")
                        : quoted().or(this::greeted).orElseGet(() -> notUnderstood(unmet, ""));
        };
    }

    /** Whether the request tells a tool to do something and only the data for it is missing; a question is no such order. */
    private boolean isOrderWithoutData(Map<ToolSchema, List<ToolSchema.Argument>> unmet) {
        return !conversation.message().isQuestion()
                && unmet.keySet().stream()
                        .anyMatch(tool -> conversation.message().mentions(tool.words()));
    }

    private ChatReply.Answer ofTools() {
        Set<String> consumed = conversation.consumed();
        List<Conversation.Step> useful = conversation.steps().stream()
                .filter(step -> step.success().isPresent()
                        && !consumed.contains(step.call().id()))
                .toList();
        List<Conversation.Step> failed = conversation.steps().stream()
                .filter(step -> step.failure().isPresent())
                .toList();
        List<String> parts = new ArrayList<>();
        for (Conversation.Step step : withDescriptions(useful)) {
            parts.add(label(step) + "\n"
                    + step.success().map(ToolResult.Success::text).orElse(""));
        }
        for (Conversation.Step step : failed) {
            parts.add(label(step) + "\n" + step.failure().map(Composer::failure).orElse(""));
        }
        parts.addAll(notDone());
        parts.add("Sources: " + sources() + ".");
        Performative performative = useful.isEmpty() ? Performative.FAILURE : Performative.INFORM;
        return new ChatReply.Answer(performative, String.join("\n\n", parts), null);
    }

    /** Useful results, and after them the description of the data that they rest on. */
    private List<Conversation.Step> withDescriptions(List<Conversation.Step> useful) {
        List<Conversation.Step> shown = new ArrayList<>(useful);
        useful.stream()
                .flatMap(step -> step.call().arguments().values().stream())
                .flatMap(value -> conversation.origin(value).stream())
                .filter(origin -> isDescription(origin) && !shown.contains(origin))
                .distinct()
                .forEach(shown::add);
        return shown;
    }

    /** A tool that took an artifact describes it; one that took an address only brought it. */
    private boolean isDescription(Conversation.Step step) {
        return step.call().arguments().values().stream()
                .anyMatch(value -> conversation.origin(value).isPresent()
                        || step.success().isPresent() && value instanceof String text && text.indexOf('\n') >= 0);
    }

    private static String failure(ToolResult.Failure failure) {
        String hint = failure.hint() == null ? "" : " " + failure.hint();
        return "Failed (" + failure.code() + "): " + failure.message() + "." + hint;
    }

    private List<String> notDone() {
        List<String> notes = new ArrayList<>();
        for (Ask ask : ASKS) {
            boolean asked = conversation.message().mentions(ask.words());
            boolean able = request.tools().stream()
                    .map(ToolSchema::of)
                    .anyMatch(tool ->
                            Words.mention(Words.of(tool.tool().description() + " " + tool.words()), ask.words()));
            if (asked && !able) {
                notes.add("Not done: " + ask.what() + ". None of the tools of "
                        + request.agent().name() + " ("
                        + request.tools().stream().map(tool -> tool.name()).collect(Collectors.joining(", "))
                        + ") makes one.");
            }
        }
        return notes;
    }

    private String label(Conversation.Step step) {
        return step.call().tool() + about(step).map(subject -> " of " + subject).orElse("") + ":";
    }

    private String sources() {
        return conversation.steps().stream()
                .map(step -> step.call().tool()
                        + about(step).map(subject -> " (" + subject + ")").orElse(""))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The address, file or artifact that a call was about. */
    private Optional<String> about(Conversation.Step step) {
        Optional<String> address =
                step.success().map(success -> success.data().get("url")).map(Object::toString);
        if (address.isPresent()) {
            return address;
        }
        for (Object value : step.call().arguments().values()) {
            Optional<Conversation.Step> origin = conversation.origin(value);
            if (origin.isPresent()) {
                return about(origin.get());
            }
        }
        return request.tools().stream()
                .filter(tool -> tool.name().equals(step.call().tool()))
                .flatMap(tool -> ToolSchema.of(tool).arguments().stream())
                .filter(argument -> argument.keyword("format").startsWith("uri")
                        || argument.keyword("format").equals("file-name"))
                .map(argument -> step.call().arguments().get(argument.name()))
                .filter(String.class::isInstance)
                .map(Object::toString)
                .findFirst();
    }

    private Optional<ChatReply.Answer> quoted() {
        List<Passages.Passage> passages = Passages.nearest(request, nearness);
        if (passages.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(inform(passages.stream()
                .map(passage -> passage.text() + "\n(Source: " + passage.source() + ")")
                .collect(Collectors.joining("\n\n"))));
    }

    /** A message that begins with a greeting is greeted where nothing else in it was understood. */
    private Optional<ChatReply.Answer> greeted() {
        boolean greets = Purpose.afterGreeting(conversation.message().text()).isPresent()
                || request.agent().capabilities().stream()
                        .map(capability -> capability.replace('-', ' '))
                        .anyMatch(capability ->
                                Words.mention(Words.of(capability), List.of("greet", "greeting", "welcome"))
                                        && conversation.message().mentions(List.of("greet", "hello", "welcome", "hi")));
        return greets ? Optional.of(inform(SelfDescription.greeting(request.agent()))) : Optional.empty();
    }

    private ChatReply.Answer notUnderstood(Map<ToolSchema, List<ToolSchema.Argument>> unmet, String reason) {
        StringBuilder text = new StringBuilder("I did not understand this request well enough to act on it.");
        if (!reason.isEmpty()) {
            text.append(' ').append(reason);
        }
        unmet.forEach((tool, missing) -> text.append("\nFor ")
                .append(tool.name())
                .append(" I would need: ")
                .append(missing.stream()
                        .map(argument -> argument.name() + " (" + argument.description() + ")")
                        .collect(Collectors.joining(", "))));
        text.append('\n').append(SelfDescription.capabilities(request.agent()));
        if (!request.tools().isEmpty()) {
            text.append("\nTools: ")
                    .append(request.tools().stream().map(tool -> tool.name()).collect(Collectors.joining(", ")))
                    .append('.');
        }
        notDone().forEach(note -> text.append('\n').append(note));
        return new ChatReply.Answer(Performative.NOT_UNDERSTOOD, text.toString(), null);
    }

    private static ChatReply.Answer inform(String text) {
        return new ChatReply.Answer(Performative.INFORM, text.strip(), null);
    }
}
