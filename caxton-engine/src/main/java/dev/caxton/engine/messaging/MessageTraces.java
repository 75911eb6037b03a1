package dev.caxton.engine.messaging;

import dev.caxton.engine.store.Database;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds messages that hold a text, for someone who wants it forgotten. */
public final class MessageTraces {

    private static final int MOST = 1_000;

    private MessageTraces() {}

    /** Ids of messages that hold any of the texts, as it is or as a JSON string writes it; a thousand at most. */
    public static List<String> of(Database platform, List<String> texts) {
        Set<String> found = new LinkedHashSet<>();
        for (String text : texts) {
            String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            found.addAll(platform.read(tx -> tx.query(
                    "select message_id from messages where instr(content, ?) > 0 or instr(content, ?) > 0 limit ?",
                    row -> row.getString(1),
                    text,
                    escaped,
                    MOST)));
        }
        return new ArrayList<>(found).subList(0, Math.min(MOST, found.size()));
    }
}
