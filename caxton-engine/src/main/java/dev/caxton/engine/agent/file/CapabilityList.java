package dev.caxton.engine.agent.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the capabilities of a file: kebab-case words with an optional version. */
final class CapabilityList {

    private static final Pattern CAPABILITY = Pattern.compile("[a-z][a-z0-9]*+(-[a-z0-9]++)*+(:v\\d{1,4}\\.\\d{1,4})?");
    private static final int LONGEST = 64;

    /** Most capabilities of one agent (reference section 4.2). */
    private static final int MOST = 20;

    private final Findings findings;

    CapabilityList(Findings findings) {
        this.findings = findings;
    }

    List<String> read(FileValue.Items items) {
        List<String> capabilities = new ArrayList<>();
        for (FileValue item : items.values()) {
            if (item.plain() instanceof String text) {
                one(text, item.place(), capabilities);
            }
        }
        if (items.values().isEmpty()) {
            findings.error(items.place(), "capabilities is empty, expected one or more, such as data-analysis", null);
        }
        if (items.values().size() > MOST) {
            findings.error(
                    items.place(),
                    "capabilities has " + items.values().size() + " items, expected at most " + MOST,
                    null);
        }
        return capabilities;
    }

    private void one(String text, Place place, List<String> to) {
        if (text.length() > LONGEST || !CAPABILITY.matcher(text).matches()) {
            findings.error(
                    place,
                    "capability '" + Findings.shown(text) + "' is not allowed, expected kebab-case of at most "
                            + LONGEST
                            + " characters with an optional version, such as data-analysis or data-analysis:v1.2",
                    suggestion(text));
        } else if (to.contains(text)) {
            findings.warning(place, "capability '" + text + "' is listed twice", null);
        } else {
            to.add(text);
        }
    }

    private static @Nullable String suggestion(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        String kebab = AgentNames.kebab(text);
        return CAPABILITY.matcher(kebab).matches() ? "did you mean '" + kebab + "'?" : null;
    }
}
