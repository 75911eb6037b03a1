package dev.caxton.engine.memory.vector;

/** Rows that a search let through, those that may be nearest first. Not changed once it is handed out. */
public final class Candidates {

    private final long[] rids;
    private final long[] keys;
    private final float[] reaches;
    private final int accepted;
    private final boolean complete;

    /**
     * Room for rows.
     *
     * @param accepted how many the filter accepts, or about so, whether they are among these or not
     * @param complete whether there is no other that it accepts
     */
    Candidates(int size, int accepted, boolean complete) {
        this.rids = new long[size];
        this.keys = new long[size];
        this.reaches = new float[size];
        this.accepted = accepted;
        this.complete = complete;
    }

    void set(int place, long rid, long key, float reach) {
        rids[place] = rid;
        keys[place] = key;
        reaches[place] = reach;
    }

    /** Number of rows. */
    public int size() {
        return rids.length;
    }

    /** Row id in the database of the row at a place. */
    public long rid(int place) {
        return rids[place];
    }

    /** Whose vector the row at a place is. */
    public long key(int place) {
        return keys[place];
    }

    /** What the cosine of the query and the vector at a place hardly exceeds; descending. */
    public float reach(int place) {
        return reaches[place];
    }

    /** How many rows the filter accepts; about, where not all had to be looked at. */
    public int accepted() {
        return accepted;
    }

    /** Whether there is no other row that the filter accepts. */
    public boolean isComplete() {
        return complete;
    }
}
