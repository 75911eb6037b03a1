package dev.caxton.engine.memory.vector;

import org.jspecify.annotations.Nullable;

/**
 * Fills codes in the background while they are searched and changed: rows come in ascending order, and all of them are
 * below those that are added meanwhile. One thread only; close it in any case.
 */
public final class CodeLoading implements AutoCloseable {

    private final VectorCodes codes;
    private final @Nullable StoredCodes stored;
    private final int words;
    private CodeBlock block;

    /**
     * Begins, on codes that were told so.
     *
     * @param stored codes that need not be made again; null if there are none
     */
    public CodeLoading(VectorCodes codes, @Nullable StoredCodes stored) {
        this.codes = codes;
        this.stored = stored;
        this.words = VectorCode.words(codes.dimensions());
        this.block = new CodeBlock(words);
    }

    /** Takes a row from the stored ones; false if it is not among them. */
    public boolean take(long rid, long key, int group) {
        boolean taken = stored != null && stored.copyTo(block, rid, key, group);
        flushFull();
        return taken;
    }

    /**
     * Takes all stored rows.
     *
     * @param groups the number for each number of a group that is stored
     */
    public void takeAll(int[] groups) {
        if (stored != null) {
            for (CodeBlock whole : stored.blocks()) {
                for (int row = 0; row < whole.count; row++) {
                    whole.groups[row] = groups[whole.groups[row]];
                }
            }
            synchronized (codes) { // nobody may add behind a block that is not full and not the last one either
                stored.blocks().forEach(codes::addAll);
            }
        }
    }

    /** Takes a row that is not stored. */
    public void add(long rid, long key, int group, float[] vector) {
        block.append(rid, key, group, VectorCode.of(vector));
        flushFull();
    }

    private void flushFull() {
        if (block.isFull()) {
            flush();
        }
    }

    /** Lets searches see what was taken. */
    public void flush() {
        if (block.count > 0) {
            codes.addAll(block);
            block = new CodeBlock(words);
        }
    }

    @Override
    public void close() {
        codes.endLoading();
    }
}
