package dev.caxton.engine.agent.file;

import dev.caxton.wire.NearMiss;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tools of a file, which must be registered; in files of other tools unknown ones are dropped. */
final class ToolList {

    private final Set<String> registered;
    private final boolean imported;
    private final Findings findings;

    ToolList(Set<String> registered, boolean imported, Findings findings) {
        this.registered = registered;
        this.imported = imported;
        this.findings = findings;
    }

    List<String> read(FileValue.@Nullable Entry entry) {
        if (entry == null) {
            return List.of();
        }
        return switch (entry.value()) {
            case FileValue.Items items -> list(items);
            case FileValue.Scalar scalar
            when imported && scalar.plain() instanceof String text -> list(parted(text, scalar.place()));
            case FileValue.Scalar scalar when scalar.plain() == null -> List.of();
            case FileValue.Scalar scalar -> List.of(); // reported with the other kinds
            case FileValue.Table table -> {
                if (imported) {
                    findings.warning(entry.key(), "tools is a table and was ignored, expected a list of names", null);
                }
                yield List.of();
            }
        };
    }

    /** Other tools write their list as one text with commas. */
    private static FileValue.Items parted(String text, Place place) {
        List<FileValue> names = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            if (!name.isBlank()) {
                names.add(new FileValue.Scalar(place, name.strip()));
            }
        }
        return new FileValue.Items(place, names);
    }

    private List<String> list(FileValue.Items items) {
        List<String> tools = new ArrayList<>();
        for (FileValue item : items.values()) {
            if (item.plain() instanceof String name) {
                one(name, item.place(), tools);
            } else if (imported) {
                findings.warning(item.place(), "tool is " + item.kind() + " and was ignored, expected a name", null);
            }
        }
        return tools;
    }

    private void one(String name, Place place, List<String> to) {
        if (!registered.contains(name)) {
            String hint = NearMiss.hint(name, registered, "'caxton tools list' shows the registered ones");
            if (imported) {
                findings.warning(place, "tool '" + Findings.shown(name) + "' is not registered and was dropped", hint);
            } else {
                findings.error(
                        place,
                        "Unknown tool: " + Findings.shown(name) + ", expected the name of a registered tool",
                        hint);
            }
        } else if (to.contains(name)) {
            findings.warning(place, "tool '" + name + "' is listed twice", null);
        } else {
            to.add(name);
        }
    }
}
