package dev.caxton.engine.memory.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that lie around one centre, or all that lie around none, in blocks in the order of their row ids.
 *
 * <p>Immutable to those who search it, but for rows that are marked as removed. The writer makes a new one for each
 * change; only the newest may be changed. A block whose rows are mostly removed is merged with its neighbour, which bounds
 * what one removal may cost.
 */
final class Part {

    /** Two neighbours become one block if they fill no more than this part of it, so that merging pays. */
    private static final int MERGED_ROWS = CodeBlock.ROWS * 3 / 4;

    private static final CodeBlock[] NO_BLOCKS = {};

    final int words;
    /** Null where the rows lie around none; then what is coded is the vector itself. */
    final @Nullable Centre centre;

    final CodeBlock[] blocks;
    /** Rows of the last block, which may grow meanwhile. */
    final int tail;
    /** Rows that are not removed. */
    final long live;
    /** No row is farther from the centre. */
    final float farthest;

    private Part(int words, @Nullable Centre centre, CodeBlock[] blocks, int tail, long live, float farthest) {
        this.words = words;
        this.centre = centre;
        this.blocks = blocks;
        this.tail = tail;
        this.live = live;
        this.farthest = farthest;
    }

    static Part empty(int words, @Nullable Centre centre) {
        return new Part(words, centre, NO_BLOCKS, 0, 0, 0);
    }

    private Part with(List<CodeBlock> changed, long rows, float far) {
        CodeBlock[] array = changed.toArray(CodeBlock[]::new);
        return new Part(words, centre, array, array.length == 0 ? 0 : array[array.length - 1].count, rows, far);
    }

    private List<CodeBlock> list() {
        return new ArrayList<>(Arrays.asList(blocks));
    }

    int rows(int block) {
        return block == blocks.length - 1 ? tail : blocks[block].count;
    }

    private long last() {
        return blocks[blocks.length - 1].rids[tail - 1];
    }

    /** Whether it has or had a row. */
    boolean knows(long rid) {
        int at = blockOf(rid);
        return at >= 0 && blocks[at].find(rid) >= 0;
    }

    boolean has(long rid) {
        int at = blockOf(rid);
        int row = at < 0 ? -1 : blocks[at].find(rid);
        return row >= 0 && !blocks[at].isRemoved(row);
    }

    /** With one row more, which it does not have. */
    Part with(long rid, long key, int group, PlacedCode code) {
        return with(rid, key, group, code, 1);
    }

    /** The same, as the first of so many. */
    private Part with(long rid, long key, int group, PlacedCode code, int more) {
        float far = Math.max(farthest, code.length);
        if (blocks.length > 0 && rid <= last()) {
            return with(inserted(rid, key, group, code), live + 1, far);
        }
        CodeBlock[] now = blocks;
        if (now.length == 0 || now[now.length - 1].isFull()) {
            boolean replaced = now.length > 0 && now[now.length - 1].live() == 0;
            now = Arrays.copyOf(now, now.length + (replaced ? 0 : 1));
            now[now.length - 1] = CodeBlock.small(words, more);
        } else if (now[now.length - 1].isExhausted()) {
            now = now.clone();
            now[now.length - 1] = now[now.length - 1].grown(more);
        }
        CodeBlock last = now[now.length - 1];
        // No reader of an older part looks beyond its count.
        last.append(rid, key, group, code.code, code.length);
        return new Part(words, centre, now, last.count, live + 1, far);
    }

    /** A row that comes out of order, as from a backup: its block is written anew around it. */
    private List<CodeBlock> inserted(long rid, long key, int group, PlacedCode code) {
        int at = blockOf(rid);
        CodeBlock old = blocks[at];
        int row = old.find(rid);
        int before = row >= 0 ? row : -row - 1;
        BlockWriter first = new BlockWriter(words);
        BlockWriter second = old.live() == CodeBlock.ROWS ? new BlockWriter(words) : first;
        first.appendLive(old, 0, before);
        first.room().append(rid, key, group, code.code, code.length);
        second.appendLive(old, before, old.count);
        List<CodeBlock> changed = list();
        changed.remove(at);
        changed.addAll(at, first.blocks());
        if (!second.equals(first)) {
            changed.addAll(at + first.blocks().size(), second.blocks());
        }
        return changed;
    }

    /** With rows in the place of those with their ids, which ascend, or beside the others. */
    Part with(List<CodedRow> rows, List<PlacedCode> codes) {
        Part part = this;
        int from = 0;
        while (from < rows.size() && part.blocks.length > 0 && rows.get(from).rid() <= part.last()) {
            int at = part.blockOf(rows.get(from).rid());
            long next = at + 1 < part.blocks.length ? part.blocks[at + 1].rids[0] : part.last() + 1;
            int to = from + 1;
            while (to < rows.size() && rows.get(to).rid() < next) {
                to++;
            }
            part = part.replaced(at, rows.subList(from, to), codes.subList(from, to));
            from = to;
        }
        for (; from < rows.size(); from++) {
            CodedRow row = rows.get(from);
            part = part.with(row.rid(), row.key(), row.group(), codes.get(from), rows.size() - from);
        }
        return part;
    }

    private Part replaced(int at, List<CodedRow> rows, List<PlacedCode> codes) {
        CodeBlock old = blocks[at];
        BlockWriter fresh = new BlockWriter(words);
        float far = farthest;
        int next = 0;
        for (int i = 0; i < rows.size(); i++) {
            CodedRow coded = rows.get(i);
            int found = old.find(coded.rid());
            int before = found >= 0 ? found : -found - 1;
            fresh.appendLive(old, next, before);
            next = found >= 0 ? before + 1 : before;
            PlacedCode code = codes.get(i);
            fresh.room().append(coded.rid(), coded.key(), coded.group(), code.code, code.length);
            far = Math.max(far, code.length);
        }
        fresh.appendLive(old, next, old.count);
        long rewritten = fresh.blocks().stream().mapToLong(CodeBlock::live).sum();
        List<CodeBlock> changed = list();
        changed.remove(at);
        changed.addAll(at, fresh.blocks());
        return with(changed, live + rewritten - old.live(), far);
    }

    /** Without a row that it has. */
    Part without(long rid) {
        int at = blockOf(rid);
        CodeBlock block = blocks[at];
        block.remove(block.find(rid));
        if (block.live() <= MERGED_ROWS / 2 && at < blocks.length - 1) {
            return merged(at);
        }
        return new Part(words, centre, blocks, tail, live - 1, farthest);
    }

    /** Without rows that it has, which ascend; searches that began before go on seeing them. */
    Part without(List<Long> rids) {
        Part part = this;
        int from = 0;
        while (from < rids.size()) {
            int at = part.blockOf(rids.get(from));
            CodeBlock old = part.blocks[at];
            BlockWriter fresh = new BlockWriter(words);
            int next = 0;
            long before = part.live - old.live();
            for (int row = old.find(rids.get(from)); row >= 0; ) {
                fresh.appendLive(old, next, row);
                next = row + 1;
                from++;
                row = from < rids.size() ? old.find(rids.get(from)) : -1;
            }
            fresh.appendLive(old, next, old.count);
            List<CodeBlock> changed = part.list();
            changed.remove(at);
            changed.addAll(at, fresh.blocks());
            part = part.with(
                    changed,
                    before + fresh.blocks().stream().mapToLong(CodeBlock::live).sum(),
                    farthest);
        }
        return part;
    }

    private Part merged(int at) {
        List<CodeBlock> changed = list();
        CodeBlock block = blocks[at];
        boolean forward = at + 1 < blocks.length - 1 && fit(block, blocks[at + 1]);
        boolean backward = at > 0 && fit(block, blocks[at - 1]);
        if (block.live() == 0) {
            changed.remove(at);
        } else if (forward || backward) {
            int first = forward ? at : at - 1;
            CodeBlock merged = new CodeBlock(words, blocks[first].live() + blocks[first + 1].live());
            merged.appendLive(blocks[first], 0, blocks[first].count);
            merged.appendLive(blocks[first + 1], 0, blocks[first + 1].count);
            changed.set(first, merged);
            changed.remove(first + 1);
        }
        return with(changed, live - 1, farthest);
    }

    private static boolean fit(CodeBlock one, CodeBlock other) {
        return one.live() + other.live() <= MERGED_ROWS;
    }

    /** With the rows of a block, between which it has none. The block is this part's from now on. */
    Part with(CodeBlock block) {
        List<CodeBlock> changed = list();
        int place = 0;
        while (place < blocks.length && blocks[place].rids[0] < block.rids[0]) {
            place++;
        }
        changed.add(place, block);
        float far = farthest;
        for (int row = 0; row < block.count; row++) {
            far = Math.max(far, block.lengths[row]);
        }
        return with(changed, live + block.live(), far);
    }

    /** The block that has the row if any has; -1 if none can. */
    private int blockOf(long rid) {
        int low = 0;
        int high = blocks.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (blocks[middle].rids[0] <= rid) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? -1 : low;
    }
}
