package dev.caxton.engine.memory.vector;

import java.util.Arrays;

/**
 * One search: part after part, the nearest centre first. A part is passed over where no row of it can be among the nearest,
 * by the angles between the query, the centre and the row that is farthest from the centre. Used by one thread, once.
 */
final class Search {

    private final Part[] parts;
    private final float[] query;
    private final long rows;
    private final int limit;
    private final PartScan scan;
    private final FoundRows found;

    Search(Snapshot snapshot, float[] query, RowFilter filter, int limit) {
        this.parts = snapshot.parts();
        this.query = Centre.unit(query);
        this.rows = snapshot.live();
        this.limit = limit;
        this.scan = new PartScan(filter);
        this.found = new FoundRows(limit, snapshot.live());
    }

    Candidates run() {
        float[] cosines = new float[parts.length];
        long[] order = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Centre centre = parts[i].centre;
            cosines[i] = centre == null ? 0 : centre.cosine(query);
            order[i] = (long) (-cosines[i] * (1 << 20)) << Integer.SIZE | i;
        }
        Arrays.sort(order);
        QueryCode whole = new QueryCode(query);
        boolean complete = true;
        for (long next : order) {
            int place = (int) next;
            Part part = parts[place];
            if (part.live == 0) {
                continue;
            }
            if (Approach.highest(part, part.farthest, cosines[place]) < found.least()) {
                complete = false;
                continue;
            }
            Approach approach = Approach.to(part, query, whole, cosines[place]);
            scan.scan(approach, found.least(), found.nearest() == null ? 0 : limit);
            if (scan.size() > 0) {
                new Ranking(approach, scan, found).run();
            }
        }
        return found.ordered(complete ? scan.accepted() : scan.acceptedOf(rows), complete);
    }
}
