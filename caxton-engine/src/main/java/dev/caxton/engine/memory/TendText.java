package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;

/**
 * Tends the full-text index, which is derived from the rows.
 *
 * @param how {@code MERGE} joins some of its parts, a few thousand pages at most; {@code REBUILD} makes it anew, which
 *     holds up the writer for about a second for each 20,000 texts
 */
record TendText(How how) implements Command {

    enum How {
        MERGE,
        REBUILD
    }

    @Override
    public String kind() {
        return "tend_text_index";
    }

    @Override
    public String subject() {
        return how.name().toLowerCase(java.util.Locale.ROOT);
    }
}
