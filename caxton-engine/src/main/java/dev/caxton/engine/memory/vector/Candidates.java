package dev.caxton.engine.memory.vector;

/** Rows that a search let through, those that look nearest first. Not changed once it is handed out. */
public final class Candidates {

    private final long[] rids;
    private final long[] keys;
    private final float[] estimates;
    private final float error;
    private final int accepted;

    /**
     * Room for rows.
     *
     * @param accepted how many the filter accepts, whether they are among these or not
     * @param error of the estimates
     */
    Candidates(int size, int accepted, float error) {
        this.rids = new long[size];
        this.keys = new long[size];
        this.estimates = new float[size];
        this.accepted = accepted;
        this.error = error;
    }

    void set(int place, long rid, long key, float estimate) {
        rids[place] = rid;
        keys[place] = key;
        estimates[place] = estimate;
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

    /** About the cosine of the query and the vector at a place. */
    public float estimate(int place) {
        return estimates[place];
    }

    /** Standard deviation of the estimates. */
    public float error() {
        return error;
    }

    /** How many rows the filter accepts. */
    public int accepted() {
        return accepted;
    }

    /** Whether there is no other row that the filter accepts. */
    public boolean isComplete() {
        return rids.length == accepted;
    }
}
