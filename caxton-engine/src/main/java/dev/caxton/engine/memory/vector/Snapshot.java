package dev.caxton.engine.memory.vector;

/** Rows of one moment: what a search sees. Immutable as its parts are. */
final class Snapshot {

    /** First the one without a centre, then those of earlier centres, then one for each centre. */
    private final Part[] parts;

    private final Centres centres;
    private final long live;

    Snapshot(Part[] parts, Centres centres) {
        this.parts = parts;
        this.centres = centres;
        long sum = 0;
        for (Part part : parts) {
            sum += part.live;
        }
        this.live = sum;
    }

    Part[] parts() {
        return parts;
    }

    Centres centres() {
        return centres;
    }

    long live() {
        return live;
    }

    /** Where rows with such a code belong. */
    int place(PlacedCode code) {
        return code.centre == null ? 0 : parts.length - centres.all().size() + code.number;
    }

    /** With another part in one place. */
    Snapshot with(int place, Part part) {
        Part[] changed = parts.clone();
        changed[place] = part;
        return new Snapshot(changed, centres);
    }

    /** The place of the part that has a row; -1 if none has. */
    int holder(long rid) {
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].has(rid)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether any part has or had a row. */
    boolean knows(long rid) {
        for (Part part : parts) {
            if (part.knows(rid)) {
                return true;
            }
        }
        return false;
    }
}
