package dev.caxton.engine.llm.embedded;

import dev.caxton.api.spi.ToolResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Columns of a table that a request names, and the arguments they are meant for. */
final class ColumnMentions {

    /** Words that may stand between "by" and the column. */
    private static final Set<String> ARTICLES = Set.of("the", "each", "every", "a", "all");

    private record Mention(String column, String type, int at, int length) {}

    private final List<String> words;
    private final List<Mention> mentions;

    private ColumnMentions(List<String> words, List<Mention> mentions) {
        this.words = words;
        this.mentions = mentions;
    }

    /** Finds the columns of a table artifact; longer names win over shorter ones at the same place. */
    static ColumnMentions in(Message message, ToolResult.Artifact table) {
        List<Mention> found = new ArrayList<>();
        if (table.value() instanceof Map<?, ?> json && json.get("columns") instanceof List<?> columns) {
            for (Object column : columns) {
                if (column instanceof Map<?, ?> members && members.get("name") instanceof String name) {
                    List<String> phrase = Words.of(name.replace('_', ' ').replaceAll("([a-z])([A-Z])", "$1 $2"));
                    String type = String.valueOf(members.get("type"));
                    for (int at = Words.indexOf(message.words(), phrase, 0);
                            at >= 0;
                            at = Words.indexOf(message.words(), phrase, at + 1)) {
                        found.add(new Mention(name, type, at, phrase.size()));
                    }
                }
            }
        }
        found.sort(
                Comparator.comparingInt((Mention mention) -> -mention.length()).thenComparingInt(Mention::at));
        List<Mention> apart = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (Mention mention : found) {
            Set<Integer> places = new HashSet<>();
            for (int i = 0; i < mention.length(); i++) {
                places.add(mention.at() + i);
            }
            if (places.stream().noneMatch(taken::contains)) {
                taken.addAll(places);
                apart.add(mention);
            }
        }
        apart.sort(Comparator.comparingInt(Mention::at));
        return new ColumnMentions(message.words(), apart);
    }

    /** A column for each argument that wants one and for which the request names one. */
    Map<String, Object> assign(List<ToolSchema.Argument> arguments) {
        Map<String, Object> assigned = new LinkedHashMap<>();
        List<Mention> left = new ArrayList<>(mentions);
        for (ToolSchema.Argument argument : arguments) {
            left.stream()
                    .filter(mention -> fits(argument, mention) && introduced(mention, argument.words()))
                    .findFirst()
                    .ifPresent(mention -> {
                        assigned.put(argument.name(), mention.column());
                        left.removeIf(other -> other.column().equals(mention.column()));
                    });
        }
        for (ToolSchema.Argument argument : arguments) {
            if (assigned.containsKey(argument.name())
                    || argument.keyword("x-column-place").equals("introduced")) {
                continue;
            }
            left.stream().filter(mention -> fits(argument, mention)).findFirst().ifPresent(mention -> {
                assigned.put(argument.name(), mention.column());
                left.removeIf(other -> other.column().equals(mention.column()));
            });
        }
        return assigned;
    }

    private static boolean fits(ToolSchema.Argument argument, Mention mention) {
        String type = argument.keyword("x-column-type");
        return type.isEmpty() || type.equals(mention.type());
    }

    private boolean introduced(Mention mention, List<?> phrases) {
        for (Object phrase : phrases) {
            List<String> sought = Words.of(phrase.toString());
            int end = mention.at();
            while (end > 0 && ARTICLES.contains(words.get(end - 1))) {
                end--;
            }
            int begin = end - sought.size();
            if (begin >= 0 && words.subList(begin, end).equals(sought)) {
                return true;
            }
        }
        return false;
    }
}
