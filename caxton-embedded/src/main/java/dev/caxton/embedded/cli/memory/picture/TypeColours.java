package dev.caxton.embedded.cli.memory.picture;

import dev.caxton.api.memory.MemoryGraph;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A colour for each type of entity: the most frequent ones have one of their own, the others share grey. */
final class TypeColours {

    /** Pairs that people who see colours differently can tell apart (after Okabe and Ito), light and strong. */
    private static final String[][] PAIRS = {
        {"#cfe4f7", "#0072b2"},
        {"#fbe3b8", "#b97700"},
        {"#c8ecdf", "#007a57"},
        {"#f6d3e6", "#a8497f"},
        {"#fbd5c3", "#c04a00"},
        {"#d5effb", "#2a83b5"},
        {"#f5f0b5", "#857b00"},
        {"#dcd6f7", "#5b4ba8"}
    };

    private static final String[] OTHERS = {"#e7e5e4", "#57534e"};

    private final List<String> types;

    private TypeColours(List<String> types) {
        this.types = types;
    }

    static TypeColours of(List<MemoryGraph.Node> nodes) {
        Map<String, Long> counts = nodes.stream()
                .collect(Collectors.groupingBy(MemoryGraph.Node::entityType, TreeMap::new, Collectors.counting()));
        return new TypeColours(counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList());
    }

    /** All types, the most frequent first. */
    List<String> types() {
        return types;
    }

    int number(String type) {
        return types.indexOf(type);
    }

    /** How many types have a colour of their own. */
    int distinct() {
        return Math.min(types.size(), PAIRS.length);
    }

    String light(String type) {
        return pair(type)[0];
    }

    String strong(String type) {
        return pair(type)[1];
    }

    private String[] pair(String type) {
        int number = number(type);
        return number >= 0 && number < PAIRS.length ? PAIRS[number] : OTHERS;
    }
}
