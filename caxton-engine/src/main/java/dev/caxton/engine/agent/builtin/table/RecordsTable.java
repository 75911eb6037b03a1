package dev.caxton.engine.agent.builtin.table;

import dev.caxton.engine.tool.ToolFailedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table out of an array of JSON objects. */
public final class RecordsTable {

    private static final int MOST_COLUMNS = 1000;

    private RecordsTable() {}

    /** A column for each member that any of the objects has; nested values as text. */
    public static Table of(List<?> records) {
        Set<String> names = new LinkedHashSet<>();
        for (Object object : records) {
            if (object instanceof Map<?, ?> members) {
                members.keySet().forEach(name -> names.add(String.valueOf(name)));
            }
        }
        if (names.isEmpty() || names.size() > MOST_COLUMNS) {
            throw new ToolFailedException(
                    "malformed_table",
                    "Array of objects has " + names.size() + " different members, expected 1 to " + MOST_COLUMNS,
                    null);
        }
        List<List<String>> lines = new ArrayList<>();
        for (Object object : records) {
            Map<?, ?> members = object instanceof Map<?, ?> map ? map : Map.of();
            lines.add(names.stream().map(name -> text(members.get(name))).toList());
        }
        return ColumnTypes.table("records", List.copyOf(names), lines, false).table();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
