package dev.caxton.engine.agent.builtin.table;

import dev.caxton.api.WireName;

/** What the values of a column are. */
public enum ColumnType implements WireName {
    NUMBER("number"),
    DATE("date"),
    BOOLEAN("boolean"),
    TEXT("text");

    private final String wireName;

    ColumnType(String wireName) {
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
