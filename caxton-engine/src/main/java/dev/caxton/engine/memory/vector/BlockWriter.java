package dev.caxton.engine.memory.vector;

import java.util.ArrayList;
import java.util.List;

/** Writes rows one behind the other into blocks of its own. One thread only. */
final class BlockWriter {

    private final List<CodeBlock> blocks = new ArrayList<>();
    private final int words;

    BlockWriter(int words) {
        this.words = words;
    }

    /** The block into which the next row is to be written. */
    CodeBlock room() {
        if (blocks.isEmpty() || blocks.getLast().isFull()) {
            blocks.add(CodeBlock.small(words, 1));
        } else if (blocks.getLast().isExhausted()) {
            blocks.set(blocks.size() - 1, blocks.getLast().grown(1));
        }
        return blocks.getLast();
    }

    void appendLive(CodeBlock other, int from, int to) {
        for (int row = from; row < to; row++) {
            if (!other.isRemoved(row)) {
                room().append(other, row);
            }
        }
    }

    /** What was written; none of them empty. */
    List<CodeBlock> blocks() {
        return blocks;
    }
}
