package dev.caxton.engine.llm.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.wire.WireJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a tool's arguments out of a conversation: only what is there, nothing guessed. */
final class ArgumentReader {

    private static final int MOST_CALLS = 6;

    private final Conversation conversation;
    private final Purpose purpose;

    ArgumentReader(Conversation conversation, Purpose purpose) {
        this.conversation = conversation;
        this.purpose = purpose;
    }

    /**
     * What was read for a tool.
     *
     * @param calls arguments of each call that the request asks for; empty if something is missing
     * @param missing arguments that must be given and are not there
     */
    record Reading(List<Map<String, Object>> calls, List<ToolSchema.Argument> missing) {}

    Reading read(ToolSchema tool) {
        List<Map<String, Object>> calls = List.of(Map.of());
        Set<ToolSchema.Argument> missing = new LinkedHashSet<>();
        for (ToolSchema.Argument argument : tool.arguments()) {
            if (argument.isColumn() || !argument.values().isEmpty()) {
                continue;
            }
            List<Object> values = values(argument);
            if (values.isEmpty() && argument.required()) {
                missing.add(argument);
            }
            calls = values.isEmpty() ? calls : combined(calls, argument.name(), values);
        }
        calls = calls.stream().map(call -> withColumns(tool, call)).toList();
        for (ToolSchema.Argument argument : tool.arguments()) {
            if (!argument.values().isEmpty()) {
                calls = calls.stream()
                        .flatMap(call -> combined(List.of(call), argument, chosen(argument, call)).stream())
                        .limit(MOST_CALLS)
                        .toList();
                boolean none = calls.stream().noneMatch(call -> call.containsKey(argument.name()));
                if (argument.required() && none) {
                    missing.add(argument);
                }
            }
        }
        missing.addAll(missingAlternative(tool, calls));
        calls = calls.stream().map(call -> oneAlternative(tool, call)).toList();
        List<Map<String, Object>> complete = calls.stream()
                .filter(call -> tool.arguments().stream()
                        .allMatch(argument -> !argument.required() || call.containsKey(argument.name())))
                .toList();
        return new Reading(missing.isEmpty() ? complete : List.of(), List.copyOf(missing));
    }

    /** Whether the request asks for a value that needs another argument, and has that one too, as in "by region". */
    boolean findsDetail(ToolSchema tool) {
        return read(tool).calls().stream()
                .anyMatch(call -> tool.arguments().stream().anyMatch(argument -> {
                    List<?> needed = argument.needsOf(String.valueOf(call.get(argument.name())));
                    return !needed.isEmpty() && call.keySet().containsAll(needed);
                }));
    }

    private static List<ToolSchema.Argument> missingAlternative(ToolSchema tool, List<Map<String, Object>> calls) {
        List<List<?>> alternatives = tool.alternatives();
        boolean met = alternatives.isEmpty()
                || calls.stream()
                        .anyMatch(call -> alternatives.stream()
                                .anyMatch(names -> call.keySet().containsAll(names)));
        return met
                ? List.of()
                : tool.arguments().stream()
                        .filter(argument -> alternatives.get(0).contains(argument.name()))
                        .toList();
    }

    /** The call with the first alternative that it has, arguments of the others left out. */
    private static Map<String, Object> oneAlternative(ToolSchema tool, Map<String, Object> call) {
        for (List<?> names : tool.alternatives()) {
            if (call.keySet().containsAll(names)) {
                Map<String, Object> one = new LinkedHashMap<>(call);
                tool.alternatives().stream()
                        .flatMap(List::stream)
                        .filter(name -> !names.contains(name))
                        .forEach(one::remove);
                return one;
            }
        }
        return call;
    }

    private static List<Map<String, Object>> combined(
            List<Map<String, Object>> calls, ToolSchema.Argument argument, List<String> values) {
        return values.isEmpty() ? calls : combined(calls, argument.name(), List.copyOf(values));
    }

    private static List<Map<String, Object>> combined(
            List<Map<String, Object>> calls, String name, List<Object> values) {
        List<Map<String, Object>> combined = new ArrayList<>();
        for (Map<String, Object> call : calls) {
            for (Object value : values) {
                if (combined.size() < MOST_CALLS) {
                    Map<String, Object> more = new LinkedHashMap<>(call);
                    more.put(name, value);
                    combined.add(more);
                }
            }
        }
        return combined;
    }

    private Map<String, Object> withColumns(ToolSchema tool, Map<String, Object> call) {
        List<ToolSchema.Argument> columns =
                tool.arguments().stream().filter(ToolSchema.Argument::isColumn).toList();
        if (columns.isEmpty()) {
            return call;
        }
        Map<String, Object> more = new LinkedHashMap<>(call);
        for (ToolSchema.Argument argument : tool.arguments()) {
            argument.media().stream()
                    .flatMap(media -> conversation.pieces(media).stream())
                    .filter(piece -> piece.reference().equals(call.get(argument.name())))
                    .findFirst()
                    .ifPresent(piece -> more.putAll(ColumnMentions.in(conversation.message(), piece.artifact())
                            .assign(columns)));
        }
        return more;
    }

    /** Values of an enumeration that the request asks for: the special ones, or else the first of the general ones. */
    private List<String> chosen(ToolSchema.Argument argument, Map<String, Object> call) {
        List<String> special = new ArrayList<>();
        List<String> general = new ArrayList<>();
        for (String value : argument.values()) {
            boolean possible = argument.needsOf(value).stream().allMatch(call::containsKey);
            if (possible && conversation.message().mentions(argument.wordsOf(value))) {
                (argument.general().contains(value) ? general : special).add(value);
            }
        }
        if (!special.isEmpty()) {
            return special;
        }
        if (!general.isEmpty()) {
            return general.subList(0, 1);
        }
        Object fallback = argument.schema().get("default");
        boolean possible = fallback != null
                && argument.required()
                && argument.needsOf(fallback.toString()).stream().allMatch(call::containsKey);
        return possible ? List.of(String.valueOf(fallback)) : List.of();
    }

    private List<Object> values(ToolSchema.Argument argument) {
        if (argument.media().isPresent()) {
            return content(argument.media().get());
        }
        return switch (argument.keyword("format")) {
            case "uri", "uri-reference" -> List.copyOf(source().addresses());
            case "file-name" -> List.copyOf(source().files());
            case "statement" -> purpose instanceof Purpose.Remember fact ? List.of(fact.statement()) : List.of();
            case "subject" -> purpose instanceof Purpose.Remember fact ? List.of(fact.subject()) : List.of();
            case "topic" -> purpose instanceof Purpose.Recall sought ? List.of(sought.topic()) : List.of();
            case "json-pointer" -> pointers();
            default -> plain(argument);
        };
    }

    private List<Object> plain(ToolSchema.Argument argument) {
        Message message = conversation.message();
        return switch (argument.keyword("type")) {
            case "integer" ->
                message.numberBeside(argument.words())
                        .map(number -> List.<Object>of(number))
                        .orElse(List.of());
            case "array" -> {
                boolean numbers =
                        argument.schema().get("items") instanceof Map<?, ?> items && "number".equals(items.get("type"));
                List<Double> found = numbers && message.addresses().isEmpty() ? message.numbers() : List.of();
                yield found.size() < 2 ? List.of() : List.of(found);
            }
            case "string" -> argument.words().isEmpty() ? List.of() : quotedAfter(argument.words());
            default -> List.of();
        };
    }

    /** A quoted text, where the request has the words that go with the argument. */
    private List<Object> quotedAfter(List<?> words) {
        List<String> quoted = conversation.message().quoted();
        return conversation.message().mentions(words) && !quoted.isEmpty() ? List.of(quoted.get(0)) : List.of();
    }

    /** Artifacts of a media type, or else text of that type attached to the message or to the last one before with data. */
    private List<Object> content(String media) {
        List<Object> pieces = new ArrayList<>();
        conversation.pieces(media).forEach(piece -> pieces.add(piece.reference()));
        if (!pieces.isEmpty()) {
            return pieces;
        }
        Message source = source();
        Optional<String> attached =
                switch (media) {
                    case "text/csv" -> source.attached().filter(ArgumentReader::looksLikeCsv);
                    case "application/json" -> json(source);
                    case "text/plain" ->
                        conversation.message().addresses().isEmpty()
                                ? conversation.message().attached()
                                : Optional.empty();
                    default -> Optional.empty();
                };
        return attached.map(List::<Object>of).orElse(List.of());
    }

    /** The message itself if it brings data, or else the last one before that did. */
    private Message source() {
        Message message = conversation.message();
        for (int i = conversation.earlier().size() - 1; i >= 0 && !bringsData(message); i--) {
            message = conversation.earlier().get(i);
        }
        return bringsData(message) ? message : conversation.message();
    }

    private static boolean bringsData(Message message) {
        return !message.addresses().isEmpty()
                || !message.files().isEmpty()
                || message.attached().filter(ArgumentReader::looksLikeCsv).isPresent()
                || json(message).isPresent();
    }

    private static boolean looksLikeCsv(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).limit(3).toList();
        return lines.size() >= 2
                && (lines.stream().allMatch(line -> line.contains(","))
                        || lines.stream().allMatch(line -> line.contains(";"))
                        || lines.stream().allMatch(line -> line.contains("\t"))
                        || lines.stream().allMatch(line -> line.contains("|")));
    }

    /** JSON attached to the message, whole and well-formed. */
    private static Optional<String> json(Message message) {
        String text = message.text();
        for (char open : new char[] {'{', '['}) {
            int begin = text.indexOf(open);
            int end = text.lastIndexOf(open == '{' ? '}' : ']');
            if (begin >= 0 && end > begin && isJson(text.substring(begin, end + 1))) {
                return Optional.of(text.substring(begin, end + 1));
            }
        }
        return Optional.empty();
    }

    private static boolean isJson(String text) {
        try {
            return WireJson.mapper().readTree(text).isContainerNode();
        } catch (JsonProcessingException e) {
            return false; // that it is not JSON is the answer
        }
    }

    private List<Object> pointers() {
        for (String word : conversation.message().text().split("\\s+", 400)) {
            String bare = word.replaceAll("^[\"'`(]+|[\"'`).,;?!]+$", "");
            if (bare.matches("/[\\w~/.-]{1,200}")) {
                return List.of(bare);
            }
        }
        return List.of();
    }
}
