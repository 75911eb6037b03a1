package dev.caxton.engine.memory.upkeep;

import dev.caxton.engine.store.Command;
import java.time.Instant;

/**
 * Removes some rows of one kind that nobody needs; repeat it until its outcome is {@code 0}.
 *
 * @param orphans which
 * @param before only those last changed before this
 * @param limit rows at most, so that one command never holds up the writer
 */
public record RemoveOrphans(Orphans orphans, Instant before, int limit) implements Command {

    @Override
    public String kind() {
        return "remove_orphans";
    }

    @Override
    public String subject() {
        return orphans.kind() + " before " + before;
    }
}
