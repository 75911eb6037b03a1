package dev.caxton.api.memory;

import dev.caxton.api.WireName;

/** How a search finds. */
public enum SearchMode implements WireName {
    /** By meaning and by words together; the default. By words alone while no model is loaded. */
    HYBRID("hybrid"),
    /** By meaning alone: cosine between vectors. */
    SEMANTIC("semantic"),
    /** By words alone: BM25. */
    KEYWORD("keyword");

    private final String wireName;

    SearchMode(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
