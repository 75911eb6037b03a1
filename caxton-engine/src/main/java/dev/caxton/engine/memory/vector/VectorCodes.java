package dev.caxton.engine.memory.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Four bits for each dimension of many vectors: what a search looks at before it reads the vectors themselves.
 *
 * <p>Rows are known by their row id in the database. Those that lie close around one of some centres are kept together, as
 * what they are without the centre; the others are kept as they are. All of it is behind one volatile snapshot: searches
 * take no lock and see every change that was made before they began. Changes exclude each other. Thread-safe.
 */
public final class VectorCodes {

    /** So many rows are coded by all processors. */
    private static final int MANY = 4_096;

    private final int dimensions;
    private final int words;
    private volatile Snapshot snapshot;
    /** No row has a higher id. */
    private long highest = Long.MIN_VALUE;
    /** Rows there were when the centres were found. */
    private volatile long partitioned;
    /** While rows are being loaded: those that were removed before they came. */
    private @Nullable Set<Long> early;

    /** No codes yet, of vectors with so many dimensions. */
    public VectorCodes(int dimensions) {
        this.dimensions = dimensions;
        this.words = VectorCode.words(dimensions);
        this.snapshot = new Snapshot(new Part[] {Part.empty(words, null)}, Centres.NONE);
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
        long rows = 0;
        for (Part part : snapshot.parts()) {
            for (CodeBlock block : part.blocks) {
                rows += block.capacity;
            }
        }
        long centre = (long) dimensions * Float.BYTES + (long) words * Long.BYTES;
        return rows * CodeBlock.bytesPerRow(words) + (snapshot.parts().length - 1) * centre;
    }

    /** All rows as of now. */
    public View view() {
        return new View(snapshot, dimensions);
    }

    Snapshot snapshot() {
        return snapshot;
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
         * @param limit keys that are sought: rows that cannot be among the nearest rows of so many keys are left out
         */
        public Candidates candidates(float[] query, RowFilter filter, int limit) {
            requireLength(query, dimensions);
            return new Search(snapshot, query, filter, limit).run();
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
        Snapshot now = snapshot;
        if (rid <= highest && now.holder(rid) >= 0) {
            throw new IllegalArgumentException("row " + rid + " is there already");
        }
        PlacedCode code = PlacedCode.of(vector, now.centres());
        int place = now.place(code);
        // The volatile write publishes the row.
        snapshot = now.with(place, now.parts()[place].with(rid, key, group, code));
        highest = Math.max(highest, rid);
    }

    /**
     * Puts rows in the place of those with their ids, or adds them where there are none: each block that has any of them is
     * written anew once.
     *
     * @param rows ascending by row id
     */
    public synchronized void replaceAll(List<CodedRow> rows) {
        Snapshot now = snapshot;
        List<PlacedCode> codes = code(rows, now.centres());
        List<List<CodedRow>> rowsOf = new ArrayList<>();
        List<List<PlacedCode>> codesOf = new ArrayList<>();
        for (int i = 0; i < now.parts().length; i++) {
            rowsOf.add(new ArrayList<>());
            codesOf.add(new ArrayList<>());
        }
        Map<Integer, List<Long>> moved = new TreeMap<>();
        for (int i = 0; i < codes.size(); i++) {
            long rid = rows.get(i).rid();
            int place = now.place(codes.get(i));
            rowsOf.get(place).add(rows.get(i));
            codesOf.get(place).add(codes.get(i));
            int holder = rid <= highest ? now.holder(rid) : -1;
            if (holder >= 0 && holder != place) {
                moved.computeIfAbsent(holder, fresh -> new ArrayList<>()).add(rid);
            }
            if (early != null && holder < 0 && !now.knows(rid)) {
                early.add(rid); // it is not to come a second time
            }
        }
        Part[] parts = now.parts().clone();
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].with(rowsOf.get(i), codesOf.get(i));
        }
        moved.forEach((holder, rids) -> parts[holder] = parts[holder].without(rids));
        publish(parts, now.centres());
        highest = rows.isEmpty() ? highest : Math.max(highest, rows.getLast().rid());
    }

    private List<PlacedCode> code(List<CodedRow> rows, Centres centres) {
        rows.forEach(row -> requireLength(row.vector(), dimensions));
        IntStream places = IntStream.range(0, rows.size());
        return (rows.size() < MANY ? places : places.parallel())
                .mapToObj(i -> PlacedCode.of(rows.get(i).vector(), centres))
                .toList();
    }

    /** Lets parts of earlier centres go that have no rows any more. */
    private void publish(Part[] parts, Centres centres) {
        int current = parts.length - centres.all().size();
        List<Part> kept = new ArrayList<>(Arrays.asList(parts));
        for (int i = current - 1; i > 0; i--) {
            if (kept.get(i).live == 0) {
                kept.remove(i);
            }
        }
        snapshot = new Snapshot(kept.toArray(Part[]::new), centres);
    }

    /** Forgets a row; nothing happens if it is not there. */
    public synchronized void remove(long rid) {
        Snapshot now = snapshot;
        int holder = rid <= highest ? now.holder(rid) : -1;
        if (holder >= 0) {
            snapshot = now.with(holder, now.parts()[holder].without(rid));
        } else if (early != null && !now.knows(rid)) {
            early.add(rid);
        }
    }

    /** How many of so many vectors {@link #partition} wants to see, drawn at random. */
    public static int sampled(long vectors) {
        return Centres.sampled(vectors);
    }

    /** Rows there were when {@link #partition} was last called; 0 if it never was. */
    public long partitioned() {
        return partitioned;
    }

    /** Whether there is any centre. */
    public boolean isPartitioned() {
        return snapshot.parts().length > 1;
    }

    /** Whether rows lie around centres that were found earlier. */
    public boolean isBetweenCentres() {
        Snapshot now = snapshot;
        return now.parts().length - now.centres().all().size() > 1;
    }

    /**
     * Finds centres for the rows that come from now on. Those that are there stay where they are until they are
     * {@linkplain #replaceAll replaced}.
     *
     * @param sample of the vectors
     * @param vectors how many there are
     */
    public void partition(List<float[]> sample, long vectors) {
        sample.forEach(vector -> requireLength(vector, dimensions));
        Centres centres = Centres.of(sample.stream().map(Centre::unit).toList(), vectors);
        synchronized (this) {
            take(centres, vectors);
        }
    }

    /** Has the rows that come from now on lie around other centres. */
    synchronized void take(Centres centres, long vectors) {
        List<Part> parts = new ArrayList<>(Arrays.asList(snapshot.parts()));
        centres.all().forEach(centre -> parts.add(Part.empty(words, centre)));
        partitioned = vectors;
        publish(parts.toArray(Part[]::new), centres);
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

    /** Adds the rows of a block to a part that has none between them. The block is this object's from now on. */
    synchronized void addAll(@Nullable Centre centre, CodeBlock block) {
        CodeBlock kept = block;
        if (early != null && !early.isEmpty()) {
            kept = new CodeBlock(words, block.count);
            for (int row = 0; row < block.count; row++) {
                if (!early.contains(block.rids[row])) {
                    kept.append(block, row);
                }
            }
        }
        if (kept.count == 0) {
            return;
        }
        List<Part> parts = new ArrayList<>(Arrays.asList(snapshot.parts()));
        int place = 0;
        while (place < parts.size() && !isAround(parts.get(place), centre)) {
            place++;
        }
        if (place == parts.size()) { // a centre of earlier
            place = 1;
            parts.add(place, Part.empty(words, centre));
        }
        parts.set(place, parts.get(place).with(kept));
        snapshot = new Snapshot(parts.toArray(Part[]::new), snapshot.centres());
        highest = Math.max(highest, kept.rids[kept.count - 1]);
    }

    @SuppressWarnings("ReferenceEquality") // there may be two of the same direction
    private static boolean isAround(Part part, @Nullable Centre centre) {
        return part.centre == centre;
    }

    /** All rows as they are now, for writing them down; little is copied, so that changes do not wait for long. */
    synchronized FrozenCodes freeze() {
        return FrozenCodes.of(snapshot, partitioned);
    }

    private static void requireLength(float[] vector, int dimensions) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException("vector has " + vector.length + " dimensions, expected " + dimensions);
        }
    }
}
