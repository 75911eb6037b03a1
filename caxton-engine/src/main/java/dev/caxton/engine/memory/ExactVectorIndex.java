package dev.caxton.engine.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Compares a query with every vector that the filter accepts: no recall is lost and an insert costs nothing.
 *
 * <p>Vectors lie in blocks that only grow at their end, behind one volatile snapshot, so that searches take no lock and
 * never hold up the writer. What was removed is skipped, and squeezed out once it is a quarter of the whole.
 */
final class ExactVectorIndex implements VectorIndex {

    private static final int BLOCK = 1024;
    private static final int SQUEEZE_AT_LEAST = 4 * BLOCK;
    private static final String ENTITY_PREFIX = "ent_";
    private static final String OBSERVATION_PREFIX = "obs_";

    private final int dimensions;
    private final Map<String, Slot> slots = new HashMap<>();
    private volatile Snapshot snapshot = new Snapshot(List.of(), 0, 0);

    ExactVectorIndex(int dimensions) {
        this.dimensions = dimensions;
    }

    /** An entity that has vectors. */
    private static final class Slot {
        final EntityFacts facts;
        int vectors;
        volatile boolean removed;

        Slot(EntityFacts facts) {
            this.facts = facts;
        }
    }

    /** Vectors side by side, and whose they are. */
    private static final class Block {
        final float[] vectors;
        final Slot[] slots = new Slot[BLOCK];
        final long[] ownerHigh = new long[BLOCK];
        final long[] ownerLow = new long[BLOCK];

        Block(int dimensions) {
            vectors = new float[BLOCK * dimensions];
        }
    }

    /**
     * What a search sees.
     *
     * @param count vectors in the blocks, removed ones included
     * @param removed how many of them are removed
     */
    private record Snapshot(List<Block> blocks, int count, int removed) {}

    @Override
    public synchronized void add(EntityFacts entity, String ownerId, Embedding embedding) {
        if (embedding.dimensions() != dimensions) {
            throw new IllegalArgumentException(
                    "vector has " + embedding.dimensions() + " dimensions, expected " + dimensions);
        }
        Slot slot = slots.computeIfAbsent(entity.entityId(), id -> new Slot(entity));
        UUID owner = UUID.fromString(ownerId.substring(OBSERVATION_PREFIX.length()));
        slot.vectors++;
        append(slot, owner.getMostSignificantBits(), owner.getLeastSignificantBits(), embedding.values(), 0);
    }

    private void append(Slot slot, long ownerHigh, long ownerLow, float[] source, int from) {
        Snapshot now = snapshot;
        List<Block> blocks = now.blocks();
        if (now.count() == blocks.size() * BLOCK) {
            blocks = new ArrayList<>(blocks);
            blocks.add(new Block(dimensions));
        }
        Block block = blocks.getLast();
        int row = now.count() % BLOCK;
        System.arraycopy(source, from, block.vectors, row * dimensions, dimensions);
        block.slots[row] = slot;
        block.ownerHigh[row] = ownerHigh;
        block.ownerLow[row] = ownerLow;
        // The volatile write publishes the row; no reader of an older snapshot looks beyond its count.
        snapshot = new Snapshot(blocks, now.count() + 1, now.removed());
    }

    @Override
    public synchronized void remove(String entityId) {
        Slot slot = slots.remove(entityId);
        if (slot == null) {
            return;
        }
        slot.removed = true;
        Snapshot now = snapshot;
        int removed = now.removed() + slot.vectors;
        snapshot = new Snapshot(now.blocks(), now.count(), removed);
        if (removed >= SQUEEZE_AT_LEAST && removed > now.count() / 4) {
            squeeze();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one slot for each entity
    public synchronized void removeOwner(String entityId, String ownerId) {
        Slot slot = slots.get(entityId);
        if (slot == null) {
            return;
        }
        UUID owner = UUID.fromString(ownerId.substring(OBSERVATION_PREFIX.length()));
        Snapshot now = snapshot;
        for (int at = 0; at < now.count(); at++) {
            Block block = now.blocks().get(at / BLOCK);
            int row = at % BLOCK;
            if (block.slots[row] == slot
                    && block.ownerHigh[row] == owner.getMostSignificantBits()
                    && block.ownerLow[row] == owner.getLeastSignificantBits()) {
                Slot gone = new Slot(slot.facts);
                gone.removed = true;
                block.slots[row] = gone;
                slot.vectors--;
                snapshot = new Snapshot(now.blocks(), now.count(), now.removed() + 1);
                return;
            }
        }
    }

    private void squeeze() {
        Snapshot old = snapshot;
        ExactVectorIndex fresh = new ExactVectorIndex(dimensions);
        for (int at = 0; at < old.count(); at++) {
            Block block = old.blocks().get(at / BLOCK);
            int row = at % BLOCK;
            Slot slot = block.slots[row];
            if (!slot.removed) {
                fresh.append(slot, block.ownerHigh[row], block.ownerLow[row], block.vectors, row * dimensions);
            }
        }
        snapshot = fresh.snapshot;
    }

    @Override
    public List<NearestEntity> nearest(float[] query, VectorFilter filter, int limit) {
        if (query.length != dimensions) {
            throw new IllegalArgumentException("query has " + query.length + " dimensions, expected " + dimensions);
        }
        Snapshot now = snapshot;
        TopEntities<Slot> top = new TopEntities<>(limit);
        int remaining = now.count();
        for (int b = 0; b < now.blocks().size(); b++) {
            scan(now.blocks().get(b), Math.min(BLOCK, remaining), (long) b * BLOCK, query, filter, top);
            remaining -= BLOCK;
        }
        return top.ranked((slot, position, score) ->
                new NearestEntity(slot.facts.entityId(), ownerId(now, slot, position), Math.clamp(score, -1f, 1f)));
    }

    @SuppressWarnings("ReferenceEquality") // one slot for each entity
    private void scan(Block block, int rows, long first, float[] query, VectorFilter filter, TopEntities<Slot> top) {
        Slot previous = null;
        boolean accepted = false;
        Lanes lanes = new Lanes(query, block, first, top);
        for (int row = 0; row < rows; row++) {
            Slot slot = block.slots[row];
            if (slot != previous) {
                previous = slot;
                accepted = !slot.removed && filter.accepts(slot.facts);
            }
            if (accepted) {
                lanes.add(row);
            }
        }
        lanes.finish();
    }

    /**
     * Scores four accepted rows side by side: each number of the query is loaded once for them, and no sum waits for
     * another. Half again as fast as row by row.
     */
    private final class Lanes {
        private final float[] query;
        private final Block block;
        private final long first;
        private final TopEntities<Slot> top;
        private final int[] rows = new int[4];
        private int waiting;

        Lanes(float[] query, Block block, long first, TopEntities<Slot> top) {
            this.query = query;
            this.block = block;
            this.first = first;
            this.top = top;
        }

        void add(int row) {
            rows[waiting++] = row;
            if (waiting == rows.length) {
                score();
            }
        }

        void finish() {
            for (int lane = waiting; lane < rows.length; lane++) {
                rows[lane] = 0;
            }
            if (waiting > 0) {
                score();
            }
        }

        private void score() {
            float[] vectors = block.vectors;
            int a = rows[0] * dimensions;
            int b = rows[1] * dimensions;
            int c = rows[2] * dimensions;
            int d = rows[3] * dimensions;
            float sumA = 0;
            float sumB = 0;
            float sumC = 0;
            float sumD = 0;
            float moreA = 0;
            float moreB = 0;
            float moreC = 0;
            float moreD = 0;
            int i = 0;
            for (; i + 2 <= query.length; i += 2) {
                float x = query[i];
                float y = query[i + 1];
                sumA += x * vectors[a + i];
                sumB += x * vectors[b + i];
                sumC += x * vectors[c + i];
                sumD += x * vectors[d + i];
                moreA += y * vectors[a + i + 1];
                moreB += y * vectors[b + i + 1];
                moreC += y * vectors[c + i + 1];
                moreD += y * vectors[d + i + 1];
            }
            if (i < query.length) {
                sumA += query[i] * vectors[a + i];
                sumB += query[i] * vectors[b + i];
                sumC += query[i] * vectors[c + i];
                sumD += query[i] * vectors[d + i];
            }
            offer(0, sumA + moreA);
            offer(1, sumB + moreB);
            offer(2, sumC + moreC);
            offer(3, sumD + moreD);
            waiting = 0;
        }

        private void offer(int lane, float score) {
            if (lane < waiting && score > top.threshold()) {
                top.offer(block.slots[rows[lane]], first + rows[lane], score);
            }
        }
    }

    private static String ownerId(Snapshot now, Slot slot, long position) {
        Block block = now.blocks().get((int) (position / BLOCK));
        int row = (int) (position % BLOCK);
        UUID owner = new UUID(block.ownerHigh[row], block.ownerLow[row]);
        String asEntity = ENTITY_PREFIX + owner;
        return slot.facts.entityId().equals(asEntity) ? asEntity : OBSERVATION_PREFIX + owner;
    }

    @Override
    public long size() {
        Snapshot now = snapshot;
        return now.count() - now.removed();
    }
}
