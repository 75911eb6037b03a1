package dev.caxton.engine.agent.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of an agent file with its place, whichever format the file has. */
sealed interface FileValue {

    /** Where the value begins. */
    Place place();

    /** The value as JSON has it: string, long, double, boolean, list, map; null for an empty value. */
    @Nullable
    Object plain();

    /** What a reader would call it. */
    String kind();

    /**
     * A single value.
     *
     * @param place where it begins
     * @param plain string, long, double or boolean; null for an empty value
     */
    record Scalar(Place place, @Nullable Object plain) implements FileValue {
        @Override
        public String kind() {
            return switch (plain) {
                case null -> "empty";
                case String text -> "'" + Findings.shown(text) + "'";
                default -> String.valueOf(plain);
            };
        }
    }

    /**
     * A list.
     *
     * @param place where it begins
     * @param values its items
     */
    record Items(Place place, List<FileValue> values) implements FileValue {
        @Override
        public Object plain() {
            List<Object> list = new ArrayList<>(values.size());
            for (FileValue value : values) {
                Object item = value.plain();
                if (item != null) {
                    list.add(item);
                }
            }
            return List.copyOf(list);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * Values by key, in the file's order.
     *
     * @param place where it begins
     * @param entries the values; modified only while the file is being read
     */
    record Table(Place place, Map<String, Entry> entries) implements FileValue {

        /** The value of a key; null if the key is absent or has no value. */
        @Nullable
        FileValue value(String key) {
            Entry entry = entries.get(key);
            if (entry == null || entry.value() instanceof Scalar scalar && scalar.plain() == null) {
                return null;
            }
            return entry.value();
        }

        @Override
        public Map<String, Object> plain() {
            Map<String, Object> map = new LinkedHashMap<>();
            entries.forEach((key, entry) -> {
                Object value = entry.value().plain();
                if (value != null) {
                    map.put(key, value);
                }
            });
            return map;
        }

        @Override
        public String kind() {
            return "a table";
        }
    }

    /**
     * A key and its value.
     *
     * @param key where the key is
     * @param value its value
     */
    record Entry(Place key, FileValue value) {}
}
