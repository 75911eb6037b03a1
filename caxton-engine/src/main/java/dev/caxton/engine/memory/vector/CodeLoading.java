package dev.caxton.engine.memory.vector;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills codes in the background while they are searched and changed: rows come in ascending order, and all of them are
 * below those that are added meanwhile. One thread only; close it in any case.
 */
public final class CodeLoading implements AutoCloseable {

    private final VectorCodes codes;
    private final @Nullable StoredCodes stored;
    private final int words;
    private final Map<@Nullable Centre, BlockWriter> writers = new IdentityHashMap<>();

    /**
     * Begins, on codes that were told so.
     *
     * @param stored codes that need not be made again; null if there are none
     */
    public CodeLoading(VectorCodes codes, @Nullable StoredCodes stored) {
        this.codes = codes;
        this.stored = stored;
        this.words = VectorCode.words(codes.dimensions());
        if (stored != null) {
            codes.take(stored.centres(), stored.partitioned());
        }
    }

    /** Takes a row from the stored ones; false if it is not among them. */
    public boolean take(long rid, long key, int group) {
        if (stored == null) {
            return false;
        }
        int part = stored.find(rid);
        if (part < 0) {
            return false;
        }
        Centre centre = stored.parts().get(part).centre();
        room(centre).append(rid, key, group, stored.block(part), stored.row(part));
        flushFull(centre);
        return true;
    }

    /**
     * Takes all stored rows.
     *
     * @param groups the number for each number of a group that is stored
     */
    public void takeAll(int[] groups) {
        if (stored == null) {
            return;
        }
        for (StoredCodes.StoredPart part : stored.parts()) {
            for (CodeBlock block : part.blocks()) {
                for (int row = 0; row < block.count; row++) {
                    block.groups[row] = groups[block.groups[row]];
                }
            }
        }
        synchronized (codes) { // nobody may add behind a block that is not full and not the last one either
            for (StoredCodes.StoredPart part : stored.parts()) {
                part.blocks().forEach(block -> codes.addAll(part.centre(), block));
            }
        }
    }

    /** Takes a row that is not stored. */
    public void add(long rid, long key, int group, float[] vector) {
        PlacedCode code = PlacedCode.of(vector, codes.snapshot().centres());
        room(code.centre).append(rid, key, group, code.code, code.length);
        flushFull(code.centre);
    }

    private CodeBlock room(@Nullable Centre centre) {
        return writers.computeIfAbsent(centre, fresh -> new BlockWriter(words)).room();
    }

    private void flushFull(@Nullable Centre centre) {
        BlockWriter writer = writers.get(centre);
        if (writer != null && writer.blocks().getLast().isFull()) {
            flush(centre, writer);
            writers.remove(centre);
        }
    }

    private void flush(@Nullable Centre centre, BlockWriter writer) {
        writer.blocks().forEach(block -> codes.addAll(centre, block));
    }

    /** Lets searches see what was taken. */
    public void flush() {
        writers.forEach(this::flush);
        writers.clear();
    }

    @Override
    public void close() {
        codes.endLoading();
    }
}
