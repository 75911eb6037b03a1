package dev.caxton.engine.store;

import java.util.List;

/**
 * Told which rows of some tables changed, for what is derived from them and kept in memory.
 *
 * <p>Whichever command made a change, the listener hears of it: once it is on disk and before the caller is answered, in
 * the order of the changes, one call at a time. Be quick. What it throws is logged; the caller is answered all the
 * same. A crash between commit and call loses nothing that is read from the file at the next start.
 */
@FunctionalInterface
public interface RowListener {

    /** The changes of one command, in the order in which it made them; one or more. */
    void changed(List<RowChange> changes);
}
