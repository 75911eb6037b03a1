package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings are to hold these values from now on; an empty one gives way to the configuration file.
 *
 * @param values texts by name
 */
record ChangeSettings(Map<String, String> values) implements Command {

    ChangeSettings {
        values = new TreeMap<>(values);
    }

    @Override
    public String kind() {
        return "change_settings";
    }

    @Override
    public String subject() {
        return String.join(" ", values.keySet());
    }
}
