package dev.caxton.engine.memory.vector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Codes read from a file, on their way into {@link VectorCodes}. One thread only. */
public final class StoredCodes {

    /**
     * Rows around one centre, or around none.
     *
     * @param blocks ascending by row id
     */
    record StoredPart(@Nullable Centre centre, List<CodeBlock> blocks) {
        StoredPart {
            blocks = List.copyOf(blocks);
        }
    }

    private final List<StoredPart> parts;
    private final int current;
    private final long partitioned;
    /** Where each part is asked next, and which row id is there. */
    private final int[] blockOf;

    private final int[] rowOf;
    private final long[] next;

    /**
     * Some.
     *
     * @param parts first the one without a centre, then those of earlier centres
     * @param current how many at the end are of the newest centres
     * @param partitioned rows there were when these were found
     */
    StoredCodes(List<StoredPart> parts, int current, long partitioned) {
        this.parts = List.copyOf(parts);
        this.current = current;
        this.partitioned = partitioned;
        blockOf = new int[parts.size()];
        rowOf = new int[parts.size()];
        next = new long[parts.size()];
        for (int i = 0; i < next.length; i++) {
            next[i] = parts.get(i).blocks().isEmpty()
                    ? Long.MAX_VALUE
                    : parts.get(i).blocks().getFirst().rids[0];
        }
    }

    /** Number of rows. */
    public long size() {
        return parts.stream()
                .flatMap(part -> part.blocks().stream())
                .mapToLong(block -> block.count)
                .sum();
    }

    List<StoredPart> parts() {
        return parts;
    }

    /** Rows there were when the newest centres were found; 0 if they never were. */
    public long partitioned() {
        return partitioned;
    }

    /** The newest centres. */
    Centres centres() {
        return new Centres(parts.subList(parts.size() - current, parts.size()).stream()
                .map(StoredPart::centre)
                .toList());
    }

    /** The part that has a row, of which {@link #block} and {@link #row} tell more; -1 if none has. Ask in ascending order. */
    int find(long rid) {
        for (int i = 0; i < next.length; i++) {
            while (next[i] < rid) {
                advance(i);
            }
            if (next[i] == rid) {
                return i;
            }
        }
        return -1;
    }

    private void advance(int part) {
        List<CodeBlock> blocks = parts.get(part).blocks();
        if (++rowOf[part] == blocks.get(blockOf[part]).count) {
            rowOf[part] = 0;
            blockOf[part]++;
        }
        next[part] = blockOf[part] == blocks.size() ? Long.MAX_VALUE : blocks.get(blockOf[part]).rids[rowOf[part]];
    }

    CodeBlock block(int part) {
        return parts.get(part).blocks().get(blockOf[part]);
    }

    int row(int part) {
        return rowOf[part];
    }
}
