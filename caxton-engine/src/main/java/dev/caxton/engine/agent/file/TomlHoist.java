package dev.caxton.engine.agent.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves prompts that were written after a table header to the top, where their authors meant them.
 *
 * <p>TOML counts a key to the table whose header precedes it, but the documented examples of agent files have their
 * prompts after {@code [parameters]}.
 */
final class TomlHoist {

    private static final List<String> HOISTED = List.of("system_prompt", "user_prompt_template", "documentation");

    private TomlHoist() {}

    static FileValue.Table apply(FileValue.Table root, Findings findings) {
        FileValue.Table result = root;
        for (String key : HOISTED) {
            if (!result.entries().containsKey(key)) {
                Found found = find(result, "", key);
                if (found != null) {
                    findings.warning(
                            found.entry().key(),
                            "'" + key + "' stands under [" + found.table() + "], and was read as a key of the file",
                            "move it above the first table header");
                    result = moved(result, found, key);
                }
            }
        }
        return result;
    }

    /**
     * Where a key is.
     *
     * @param table path of its table
     * @param entry key and value
     */
    record Found(String table, FileValue.Entry entry) {}

    /** The first table that has a key, in the file's order. */
    static @Nullable Found find(FileValue.Table table, String path, String key) {
        for (Map.Entry<String, FileValue.Entry> member : table.entries().entrySet()) {
            if (member.getValue().value() instanceof FileValue.Table inner) {
                String innerPath = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                FileValue.Entry entry = inner.entries().get(key);
                Found found = entry != null ? new Found(innerPath, entry) : find(inner, innerPath, key);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static FileValue.Table moved(FileValue.Table root, Found found, String key) {
        FileValue.Table rest = without(root, "", found.table(), key);
        Map<String, FileValue.Entry> entries = new LinkedHashMap<>(rest.entries());
        entries.put(key, found.entry());
        return new FileValue.Table(root.place(), entries);
    }

    private static FileValue.Table without(FileValue.Table table, String path, String from, String key) {
        Map<String, FileValue.Entry> entries = new LinkedHashMap<>();
        table.entries().forEach((name, entry) -> {
            if (path.equals(from) && name.equals(key)) {
                return;
            }
            String innerPath = path.isEmpty() ? name : path + "." + name;
            boolean onTheWay = from.equals(innerPath) || from.startsWith(innerPath + ".");
            FileValue value = onTheWay && entry.value() instanceof FileValue.Table inner
                    ? without(inner, innerPath, from, key)
                    : entry.value();
            entries.put(name, new FileValue.Entry(entry.key(), value));
        });
        return new FileValue.Table(table.place(), entries);
    }
}
