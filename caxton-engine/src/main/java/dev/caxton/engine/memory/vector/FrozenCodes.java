package dev.caxton.engine.memory.vector;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rows as they were at one moment, for writing them down. Immutable.
 *
 * @param parts as {@link Snapshot#parts} has them
 * @param current how many at the end are of the newest centres
 * @param partitioned rows there were when these were found
 */
record FrozenCodes(List<FrozenPart> parts, int current, long partitioned) {

    FrozenCodes {
        parts = List.copyOf(parts);
    }

    /** A part. */
    record FrozenPart(@Nullable Centre centre, List<FrozenBlock> blocks) {
        FrozenPart {
            blocks = List.copyOf(blocks);
        }
    }

    /** A block: how many of its rows count, and a bit for each that is removed. */
    static final class FrozenBlock {

        private final CodeBlock block;
        private final int rows;
        private final int[] removed;

        private FrozenBlock(CodeBlock block, int rows) {
            this.block = block;
            this.rows = rows;
            this.removed = block.removed.clone();
        }

        CodeBlock block() {
            return block;
        }

        int rows() {
            return rows;
        }

        boolean has(int row) {
            return (removed[row >>> 5] & 1 << row) == 0;
        }
    }

    /** Asked by the writer, who changes nothing meanwhile. */
    static FrozenCodes of(Snapshot snapshot, long partitioned) {
        List<FrozenPart> parts = new ArrayList<>();
        for (Part part : snapshot.parts()) {
            List<FrozenBlock> blocks = new ArrayList<>();
            for (int b = 0; b < part.blocks.length; b++) {
                blocks.add(new FrozenBlock(part.blocks[b], part.rows(b)));
            }
            parts.add(new FrozenPart(part.centre, blocks));
        }
        return new FrozenCodes(parts, snapshot.centres().all().size(), partitioned);
    }
}
