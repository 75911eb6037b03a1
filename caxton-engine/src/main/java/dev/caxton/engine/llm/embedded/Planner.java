package dev.caxton.engine.llm.embedded;

import dev.caxton.api.spi.ChatReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        for (ToolSchema tool : tools) {
            if (!wasCalled(tool) && (isAskedFor(tool) || readsOn(tool))) {
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

    private boolean isAskedFor(ToolSchema tool) {
        return switch (purpose) {
            case Purpose.Greeting greeting -> false;
            case Purpose.About about -> false;
            case Purpose.Courtesy courtesy -> false;
            case Purpose.Remember remember -> takes(tool, "statement");
            case Purpose.Recall recall -> takes(tool, "topic");
            case Purpose.Task task -> isAskedForByTask(tool);
        };
    }

    private boolean isAskedForByTask(ToolSchema tool) {
        if (takes(tool, "statement") || takes(tool, "topic")) {
            return false;
        }
        Message message = conversation.message();
        boolean addressed = (takes(tool, "uri") || takes(tool, "uri-reference")) && !message.addresses().isEmpty();
        return addressed || message.mentions(tool.words()) || nearness.of(tool.tool().description()) >= 0;
    }

    private boolean readsOn(ToolSchema tool) {
        return !conversation.message().mentions(NOTHING_BUT_TEXT)
                && tool.arguments().stream()
                        .filter(ToolSchema.Argument::required)
                        .flatMap(argument -> argument.media().stream())
                        .anyMatch(media -> READ_ON.contains(media)
                                && !conversation.pieces(media).isEmpty());
    }

    private static boolean takes(ToolSchema tool, String format) {
        return tool.arguments().stream()
                .map(argument -> argument.keyword("format"))
                .collect(Collectors.toSet())
                .contains(format);
    }
}
