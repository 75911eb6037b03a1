package dev.caxton.engine.llm.embedded;

import dev.caxton.api.spi.ChatReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides which tools to call next. A tool is called when the request asks for it and states all that it needs; what it
 * takes from another tool is fetched by that tool first. Only the request itself is read for this, never what tools
 * returned: fetched text asks for nothing.
 */
final class Planner {

    private static final int DEEPEST_CHAIN = 4;
    private static final int MOST_CALLS_A_ROUND = 8;

    /** What a tool returned in these forms is handed on to the tool that reads them, asked for or not. */
    private static final Set<String> READ_ON = Set.of("text/csv", "application/json");

    private static final List<String> NOTHING_BUT_TEXT =
            List.of("raw", "only fetch", "just fetch", "only download", "just download", "do not parse", "don't parse");

    private final Conversation conversation;
    private final Purpose purpose;
    private final List<ToolSchema> tools;
    private final ArgumentReader reader;
    private final Nearness nearness;
    private final Map<ToolSchema, List<ToolSchema.Argument>> unmet = new LinkedHashMap<>();

    Planner(Conversation conversation, Purpose purpose, List<ToolSchema> tools, Nearness nearness) {
        this.conversation = conversation;
        this.purpose = purpose;
        this.tools = tools;
        this.reader = new ArgumentReader(conversation, purpose);
        this.nearness = nearness;
    }

    /** The calls to make now; empty if there are none left to make. */
    List<ChatReply.ToolCallRequest> next() {
        Set<Draft> drafts = new LinkedHashSet<>();
        Set<ToolSchema> asked = askedFor();
        for (ToolSchema tool : tools) {
            if (!wasCalled(tool) && (asked.contains(tool) || readsOn(tool))) {
                plan(tool, 0, drafts);
            }
        }
        List<ChatReply.ToolCallRequest> calls = new ArrayList<>();
        int number = conversation.steps().size();
        for (Draft draft : drafts.stream().limit(MOST_CALLS_A_ROUND).toList()) {
            calls.add(new ChatReply.ToolCallRequest("call_" + ++number, draft.tool(), draft.arguments()));
        }
        return calls;
    }

    /** Tools that the request asks for but does not state enough for, with what is missing; known after {@link #next}. */
    Map<ToolSchema, List<ToolSchema.Argument>> unmet() {
        return unmet;
    }

    private record Draft(String tool, Map<String, Object> arguments) {}

    private boolean plan(ToolSchema tool, int depth, Set<Draft> drafts) {
        ArgumentReader.Reading reading = reader.read(tool);
        if (reading.missing().isEmpty()) {
            reading.calls().stream()
                    .filter(arguments -> !conversation.wasCalled(tool.name(), arguments))
                    .forEach(arguments -> drafts.add(new Draft(tool.name(), arguments)));
            return !reading.calls().isEmpty();
        }
        boolean comes = reading.missing().stream().allMatch(argument -> comes(argument, tool, depth, drafts));
        if (!comes) {
            unmet.put(tool, reading.missing());
        }
        return comes;
    }

    /** Whether another tool will bring what is missing. */
    private boolean comes(ToolSchema.Argument argument, ToolSchema consumer, int depth, Set<Draft> drafts) {
        if (argument.media().isEmpty() || depth == DEEPEST_CHAIN) {
            return false;
        }
        String media = argument.media().get();
        return tools.stream()
                .filter(tool -> tool.tool().produces().contains(media))
                .filter(tool -> !tool.name().equals(consumer.name()) && !wasCalled(tool))
                .anyMatch(tool -> plan(tool, depth + 1, drafts));
    }

    private boolean wasCalled(ToolSchema tool) {
        return conversation.steps().stream().anyMatch(step -> step.call().tool().equals(tool.name()));
    }

    private Set<ToolSchema> askedFor() {
        return switch (purpose) {
            case Purpose.Greeting greeting -> Set.of();
            case Purpose.About about -> Set.of();
            case Purpose.Courtesy courtesy -> Set.of();
            case Purpose.Remember remember -> having(tool -> takes(tool, "statement"));
            case Purpose.Recall recall -> having(tool -> takes(tool, "topic"));
            case Purpose.Task task -> askedForByTask();
        };
    }

    /** By its words; or else by a detail that only it can take; or else by the nearness of its description. */
    private Set<ToolSchema> askedForByTask() {
        Message message = conversation.message();
        Set<ToolSchema> asked = having(tool -> forTasks(tool) && message.mentions(tool.words()));
        Set<String> taken = asked.stream().flatMap(ToolSchema::media).collect(Collectors.toSet());
        asked.addAll(
                having(tool -> forTasks(tool) && tool.media().noneMatch(taken::contains) && reader.findsDetail(tool)));
        if (asked.isEmpty()) {
            asked.addAll(
                    having(tool -> forTasks(tool) && nearness.of(tool.tool().description()) >= 0));
        }
        asked.addAll(having(tool -> !message.addresses().isEmpty() && takes(tool, "uri", "uri-reference")));
        return asked;
    }

    private Set<ToolSchema> having(Predicate<ToolSchema> property) {
        return tools.stream().filter(property).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean forTasks(ToolSchema tool) {
        return !takes(tool, "statement", "topic");
    }

    private boolean readsOn(ToolSchema tool) {
        return !conversation.message().mentions(NOTHING_BUT_TEXT)
                && tool.arguments().stream()
                        .filter(ToolSchema.Argument::required)
                        .flatMap(argument -> argument.media().stream())
                        .anyMatch(media -> READ_ON.contains(media)
                                && !conversation.pieces(media).isEmpty());
    }

    private static boolean takes(ToolSchema tool, String... formats) {
        return tool.arguments().stream()
                .map(argument -> argument.keyword("format"))
                .anyMatch(List.of(formats)::contains);
    }
}
