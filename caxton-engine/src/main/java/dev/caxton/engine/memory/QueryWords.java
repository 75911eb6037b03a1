package dev.caxton.engine.memory;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The words of a query that say what it is about. */
final class QueryWords {

    /** English words that questions are made of; they say nothing about what is sought. */
    private static final Set<String> STRUCTURAL = Set.of(
            ("a an the and or but if of to in on at by for from with about into over after before as is are was were"
                + " be been being am do does did done have has had having i you he she it we they me him her us them"
                + " my your his its our their this that these those what which who whom whose when where why how not"
                + " no can could may might must shall should will would there here than then so such too very just now"
                + " get got")
                    .split(" "));

    private QueryWords() {}

    /** Stems of the words that matter; of all words where none matters. */
    static Set<String> of(String query) {
        List<String> all = Words.unstemmed(query);
        List<String> telling =
                all.stream().filter(word -> !STRUCTURAL.contains(word)).toList();
        Set<String> stems = new LinkedHashSet<>();
        (telling.isEmpty() ? all : telling).forEach(word -> stems.add(PorterStemmer.stem(word)));
        return stems;
    }
}
