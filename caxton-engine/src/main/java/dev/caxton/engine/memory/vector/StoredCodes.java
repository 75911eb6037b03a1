package dev.caxton.engine.memory.vector;

import java.util.List;

/** Codes read from a file, on their way into {@link VectorCodes}. One thread only. */
public final class StoredCodes {

    private final List<CodeBlock> blocks;
    private int block;

    StoredCodes(List<CodeBlock> blocks) {
        this.blocks = blocks;
    }

    /** Number of rows. */
    public long size() {
        return blocks.stream().mapToLong(b -> b.count).sum();
    }

    List<CodeBlock> blocks() {
        return blocks;
    }

    /** Copies the code of a row behind a block's others, if it is here. Ask in ascending order. */
    boolean copyTo(CodeBlock target, long rid, long key, int group) {
        while (block < blocks.size() && blocks.get(block).rids[blocks.get(block).count - 1] < rid) {
            block++;
        }
        if (block == blocks.size()) {
            return false;
        }
        CodeBlock source = blocks.get(block);
        int row = source.find(rid);
        if (row >= 0) {
            target.append(rid, key, group, source, row);
        }
        return row >= 0;
    }
}
