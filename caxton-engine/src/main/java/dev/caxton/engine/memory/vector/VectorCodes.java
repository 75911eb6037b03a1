package dev.caxton.engine.memory.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Four bits for each dimension of many vectors: what a search looks at before it reads the vectors themselves.
 *
 * <p>Rows are known by their row id in the database and lie in its order, in blocks behind one volatile snapshot:
 * searches take no lock and see every change that was made before they began. Changes exclude each other. A block whose
 * rows are mostly removed is merged with its neighbour, which bounds what one removal may cost. Thread-safe.
 */
public final class VectorCodes {

    /** Two neighbours become one block if they fill no more than this part of it, so that merging pays. */
    private static final int MERGED_ROWS = CodeBlock.ROWS * 3 / 4;

    private final int dimensions;
    private final int words;
    private volatile Snapshot snapshot = new Snapshot(new CodeBlock[0], 0, 0);
    /** While rows are being loaded: those that were removed before they came. */
    private @Nullable Set<Long> early;

    /** No codes yet, of vectors with so many dimensions. */
    public VectorCodes(int dimensions) {
        this.dimensions = dimensions;
        this.words = VectorCode.words(dimensions);
    }

    /** What a search sees. */
    static final class Snapshot {

        private final CodeBlock[] blocks;
        private final int tail;
        private final long live;

        /** Blocks, rows of the last one, which may grow meanwhile, and the number of rows that are not removed. */
        Snapshot(CodeBlock[] blocks, int tail, long live) {
            this.blocks = blocks;
            this.tail = tail;
            this.live = live;
        }

        CodeBlock[] blocks() {
            return blocks;
        }

        int tail() {
            return tail;
        }

        long live() {
            return live;
        }

        int rows(int block) {
            return block == blocks.length - 1 ? tail : blocks[block].count;
        }
    }

    /** Length of the vectors. */
    public int dimensions() {
        return dimensions;
    }

    /** Number of rows. */
    public long size() {
        return snapshot.live();
    }

    /** Heap taken for the rows. */
    public long bytes() {
        return (long) snapshot.blocks().length * CodeBlock.ROWS * CodeBlock.bytesPerRow(words);
    }

    /** All rows as of now. */
    public View view() {
        return new View(snapshot, dimensions);
    }

    /** The rows of one moment; what is removed later may or may not be missing. Thread-safe. */
    public static final class View {

        private final Snapshot snapshot;
        private final int dimensions;

        private View(Snapshot snapshot, int dimensions) {
            this.snapshot = snapshot;
            this.dimensions = dimensions;
        }

        /** Number of rows. */
        public long size() {
            return snapshot.live();
        }

        /**
         * Rows that look nearest to a query.
         *
         * @param filter made after this view, so that it knows every group
         * @param wanted rows that the signs let through at most, 1 or more
         * @param limit keys that are sought: rows that cannot be among the nearest rows of so many keys are left out
         */
        public Candidates candidates(float[] query, RowFilter filter, int wanted, int limit) {
            requireLength(query, dimensions);
            return new Scan(snapshot, query, filter, wanted, limit).run();
        }
    }

    /**
     * Adds a row.
     *
     * @param rid not there yet
     * @param key whose vector it is
     * @param group number by which filters know it
     */
    public synchronized void add(long rid, long key, int group, float[] vector) {
        requireLength(vector, dimensions);
        add(rid, key, group, VectorCode.of(vector));
    }

    private void add(long rid, long key, int group, VectorCode code) {
        Snapshot now = snapshot;
        CodeBlock[] blocks = now.blocks();
        if (blocks.length > 0 && rid <= blocks[blocks.length - 1].rids[now.tail() - 1]) {
            insert(rid, key, group, code);
            return;
        }
        if (blocks.length == 0 || blocks[blocks.length - 1].isFull()) {
            boolean replaced = blocks.length > 0 && blocks[blocks.length - 1].live() == 0;
            blocks = Arrays.copyOf(blocks, blocks.length + (replaced ? 0 : 1));
            blocks[blocks.length - 1] = new CodeBlock(words);
        }
        CodeBlock last = blocks[blocks.length - 1];
        last.append(rid, key, group, code);
        // The volatile write publishes the row; no reader of an older snapshot looks beyond its count.
        snapshot = new Snapshot(blocks, last.count, now.live() + 1);
    }

    /** A row that comes out of order, as from a backup: its block is written anew around it. */
    private void insert(long rid, long key, int group, VectorCode code) {
        Snapshot now = snapshot;
        int at = blockOf(now, rid);
        CodeBlock old = now.blocks()[at];
        int row = old.find(rid);
        if (row >= 0 && !old.isRemoved(row)) {
            throw new IllegalArgumentException("row " + rid + " is there already");
        }
        int before = row >= 0 ? row : -row - 1;
        CodeBlock first = new CodeBlock(words);
        CodeBlock second = old.live() == CodeBlock.ROWS ? new CodeBlock(words) : first;
        first.appendLive(old, 0, before);
        (first.isFull() ? second : first).append(rid, key, group, code);
        second.appendLive(old, before, old.count);
        List<CodeBlock> blocks = new ArrayList<>(Arrays.asList(now.blocks()));
        blocks.set(at, first);
        if (!second.equals(first)) {
            blocks.add(at + 1, second);
        }
        publish(blocks, now.live() + 1);
    }

    /**
     * Puts rows in the place of those with their ids, or adds them where there are none: each block that has any of them is
     * written anew once.
     *
     * @param rows ascending by row id
     */
    public synchronized void replaceAll(List<CodedRow> rows) {
        for (int from = 0; from < rows.size(); ) {
            Snapshot now = snapshot;
            int at = blockOf(now, rows.get(from).rid());
            long next = at >= 0 && at + 1 < now.blocks().length ? now.blocks()[at + 1].rids[0] : Long.MAX_VALUE;
            int to = from;
            while (to < rows.size() && (to == from || rows.get(to).rid() < next)) {
                requireLength(rows.get(to).vector(), dimensions);
                to++;
            }
            replace(at, rows.subList(from, to));
            from = to;
        }
    }

    private void replace(int at, List<CodedRow> rows) {
        Snapshot now = snapshot;
        CodeBlock old = at < 0 ? new CodeBlock(words) : now.blocks()[at];
        List<CodeBlock> fresh = new ArrayList<>(List.of(new CodeBlock(words)));
        int row = 0;
        for (CodedRow coded : rows) {
            while (row < old.count && old.rids[row] < coded.rid()) {
                if (!old.isRemoved(row)) {
                    roomIn(fresh).append(old, row);
                }
                row++;
            }
            if (row < old.count && old.rids[row] == coded.rid()) {
                row++;
            } else if (early != null) {
                early.add(coded.rid()); // it is not to come a second time
            }
            roomIn(fresh).append(coded.rid(), coded.key(), coded.group(), VectorCode.of(coded.vector()));
        }
        for (; row < old.count; row++) {
            if (!old.isRemoved(row)) {
                roomIn(fresh).append(old, row);
            }
        }
        long added = fresh.stream().mapToLong(CodeBlock::live).sum() - old.live();
        List<CodeBlock> blocks = new ArrayList<>(Arrays.asList(now.blocks()));
        if (at >= 0) {
            blocks.remove(at);
        }
        blocks.addAll(Math.max(at, 0), fresh);
        publish(blocks, now.live() + added);
    }

    private CodeBlock roomIn(List<CodeBlock> blocks) {
        if (blocks.getLast().isFull()) {
            blocks.add(new CodeBlock(words));
        }
        return blocks.getLast();
    }

    /** Forgets a row; nothing happens if it is not there. */
    public synchronized void remove(long rid) {
        Snapshot now = snapshot;
        int at = blockOf(now, rid);
        int row = at < 0 ? -1 : now.blocks()[at].find(rid);
        if (row < 0) {
            if (early != null) {
                early.add(rid);
            }
            return;
        }
        CodeBlock block = now.blocks()[at];
        if (block.isRemoved(row)) {
            return;
        }
        block.remove(row);
        snapshot = new Snapshot(now.blocks(), now.tail(), now.live() - 1);
        if (block.live() <= MERGED_ROWS / 2 && at < now.blocks().length - 1) {
            merge(at);
        }
    }

    private void merge(int at) {
        Snapshot now = snapshot;
        List<CodeBlock> blocks = new ArrayList<>(Arrays.asList(now.blocks()));
        CodeBlock block = blocks.get(at);
        if (block.live() == 0) {
            blocks.remove(at);
        } else {
            boolean forward = at + 1 < blocks.size() - 1
                    && block.live() + blocks.get(at + 1).live() <= MERGED_ROWS;
            boolean backward = at > 0 && block.live() + blocks.get(at - 1).live() <= MERGED_ROWS;
            if (!forward && !backward) {
                return;
            }
            int first = forward ? at : at - 1;
            CodeBlock merged = new CodeBlock(words);
            merged.appendLive(blocks.get(first), 0, blocks.get(first).count);
            merged.appendLive(blocks.get(first + 1), 0, blocks.get(first + 1).count);
            blocks.set(first, merged);
            blocks.remove(first + 1);
        }
        publish(blocks, now.live());
    }

    private void publish(List<CodeBlock> blocks, long live) {
        snapshot = new Snapshot(blocks.toArray(CodeBlock[]::new), blocks.isEmpty() ? 0 : blocks.getLast().count, live);
    }

    /** The block that has the row if any has; -1 if none can. */
    private static int blockOf(Snapshot now, long rid) {
        int low = 0;
        int high = now.blocks().length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (now.blocks()[middle].rids[0] <= rid) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? -1 : low;
    }

    /**
     * Says that a {@link CodeLoading} will follow: until that is closed, rows that are removed before they come are
     * remembered.
     */
    public synchronized void beginLoading() {
        early = new HashSet<>();
    }

    synchronized void endLoading() {
        early = null;
    }

    /** Adds the rows of a block; no row that is there lies between them. The block is this object's from now on. */
    synchronized void addAll(CodeBlock block) {
        CodeBlock kept = block;
        if (early != null && !early.isEmpty()) {
            kept = new CodeBlock(words);
            for (int row = 0; row < block.count; row++) {
                if (!early.contains(block.rids[row])) {
                    kept.append(block, row);
                }
            }
        }
        if (kept.count == 0) {
            return;
        }
        Snapshot now = snapshot;
        List<CodeBlock> blocks = new ArrayList<>(Arrays.asList(now.blocks()));
        int place = 0;
        while (place < blocks.size() && blocks.get(place).rids[0] < kept.rids[0]) {
            place++;
        }
        blocks.add(place, kept);
        publish(blocks, now.live() + kept.count);
    }

    /** A block as it is at one moment. */
    static final class Frozen {

        private final CodeBlock block;
        private final int rows;
        private final int[] removed;

        /** A block, how many of its rows count, and a bit for each that is removed. */
        Frozen(CodeBlock block, int rows, int[] removed) {
            this.block = block;
            this.rows = rows;
            this.removed = removed;
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

    /** All rows as they are now, for writing them down; little is copied, so that changes do not wait for long. */
    synchronized List<Frozen> freeze() {
        Snapshot now = snapshot;
        List<Frozen> frozen = new ArrayList<>(now.blocks().length);
        for (int b = 0; b < now.blocks().length; b++) {
            CodeBlock block = now.blocks()[b];
            frozen.add(new Frozen(block, now.rows(b), block.removed.clone()));
        }
        return frozen;
    }

    private static void requireLength(float[] vector, int dimensions) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException("vector has " + vector.length + " dimensions, expected " + dimensions);
        }
    }
}
