package dev.caxton.engine.memory;

import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Length and owner of each text of the full-text index, by its row there. Follows the file: what was stored since is read
 * before a search. Guarded by the lock of its {@link TextIndex}.
 */
final class TextDocuments {

    private static final int PAGE = 2_000;

    private int[] owners = new int[1024];
    private short[] lengths = new short[1024];
    private final List<Owner> entities = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private long entityRid;
    private long observationRid;
    private int last;
    private int texts;
    private long words;

    private static final class Owner {
        private final EntityFacts facts;
        private boolean removed;

        Owner(EntityFacts facts) {
            this.facts = facts;
        }
    }

    /** A text that was stored since the last look. */
    record Arrival(int row, long rid, boolean entity) {}

    /** A row, and the number of its words; -1 where it was taken back or has no word, or its text where nobody counted them. */
    private record Read(
            long rid, String entityId, int length, @Nullable String text) {}

    /** Whether there is anything that was not read yet. */
    boolean isBehind(ReadTransaction tx) {
        return tx.count("select max(rid) from observations") > observationRid
                || tx.count("select max(rid) from entities") > entityRid;
    }

    /** Whether texts were read that a snapshot does not hold yet. */
    boolean isAhead(ReadTransaction tx) {
        return tx.count("select max(rid) from observations") < observationRid
                || tx.count("select max(rid) from entities") < entityRid;
    }

    /** Reads what was stored since; returns it. The words of what is not in the file's index go to {@code recent}. */
    List<Arrival> catchUp(ReadTransaction tx, TextProgress indexed, RecentTexts recent) {
        List<Arrival> arrivals = new ArrayList<>();
        for (List<Read> page = entities(tx, indexed, entityRid);
                !page.isEmpty();
                page = entities(tx, indexed, entityRid)) {
            for (Read read : page) {
                take(tx, read, (int) TextTable.entityRow(read.rid()), recent, arrivals);
            }
            entityRid = page.getLast().rid();
        }
        for (List<Read> page = observations(tx, indexed, observationRid);
                !page.isEmpty();
                page = observations(tx, indexed, observationRid)) {
            for (Read read : page) {
                take(tx, read, (int) TextTable.observationRow(read.rid()), recent, arrivals);
            }
            observationRid = page.getLast().rid();
        }
        return arrivals;
    }

    /** Reads the words anew of what is known but not in the file's index. */
    void readAgain(ReadTransaction tx, TextProgress indexed, RecentTexts recent) {
        long after = indexed.entities();
        for (List<Read> page = entities(tx, indexed, after); !page.isEmpty(); page = entities(tx, indexed, after)) {
            page.forEach(read -> addWords(read, (int) TextTable.entityRow(read.rid()), entityRid, recent));
            after = page.getLast().rid();
        }
        after = indexed.observations();
        for (List<Read> page = observations(tx, indexed, after);
                !page.isEmpty();
                page = observations(tx, indexed, after)) {
            page.forEach(read -> addWords(read, (int) TextTable.observationRow(read.rid()), observationRid, recent));
            after = page.getLast().rid();
        }
    }

    private static void addWords(Read read, int row, long known, RecentTexts recent) {
        if (read.text() != null && read.rid() <= known) {
            recent.add(row, Words.of(read.text()));
        }
    }

    private static List<Read> entities(ReadTransaction tx, TextProgress indexed, long after) {
        return tx.query(
                "select e.rid, e.entity_id, d.sz, e.name, e.entity_type from entities e left join memory_text_docsize"
                        + " d on d.id = 2 * e.rid + 1 where e.rid > ? order by e.rid limit ?",
                result -> new Read(
                        result.getLong(1),
                        result.getString(2),
                        length(result.getBytes(3)),
                        result.getLong(1) > indexed.entities()
                                ? EntityText.of(result.getString(4), result.getString(5))
                                : null),
                after,
                PAGE);
    }

    private static List<Read> observations(ReadTransaction tx, TextProgress indexed, long after) {
        return tx.query(
                "select o.rid, o.entity_id, d.sz,"
                        + " case when o.rid > ? and o.retracted_at is null then o.content end from observations o"
                        + " left join memory_text_docsize d on d.id = 2 * o.rid where o.rid > ? order by o.rid limit ?",
                result -> new Read(
                        result.getLong(1), result.getString(2), length(result.getBytes(3)), result.getString(4)),
                indexed.observations(),
                after,
                PAGE);
    }

    /** 0 where the entity is gone. */
    private int ordinal(ReadTransaction tx, String entityId) {
        Integer known = places.get(entityId);
        if (known != null) {
            return known;
        }
        Row entity = GraphReads.byId(tx, entityId).orElse(null);
        if (entity == null) {
            return 0;
        }
        entities.add(new Owner(GraphReads.facts(entity)));
        places.put(entityId, entities.size());
        return entities.size();
    }

    private void take(ReadTransaction tx, Read read, int row, RecentTexts recent, List<Arrival> arrivals) {
        int length = read.length();
        if (read.text() != null) {
            List<String> counted = Words.of(read.text());
            recent.add(row, counted);
            length = counted.isEmpty() ? -1 : counted.size();
        }
        if (length >= 0) {
            take(ordinal(tx, read.entityId()), row, length);
            arrivals.add(new Arrival(row, read.rid(), (row & 1) == 1));
        }
    }

    private void take(int ordinal, int row, int wordCount) {
        if (row >= owners.length) {
            int longer = Math.max(row + 1, owners.length + owners.length / 2);
            owners = Arrays.copyOf(owners, longer);
            lengths = Arrays.copyOf(lengths, longer);
        }
        int length = Math.min(wordCount, 0xFFFF);
        owners[row] = ordinal;
        lengths[row] = (short) length;
        last = Math.max(last, row);
        texts++;
        words += length;
    }

    /** The first number of a size record: seven bits a byte, the highest first. */
    private static int length(byte @Nullable [] bytes) {
        if (bytes == null) {
            return -1;
        }
        int value = 0;
        for (byte part : bytes) {
            value = value << 7 | part & 0x7F;
            if (part >= 0) {
                break;
            }
        }
        return value;
    }

    void remove(String entityId) {
        Integer place = places.remove(entityId);
        if (place != null) {
            entities.get(place - 1).removed = true;
        }
    }

    /** Whose text it is; null if it is gone. */
    @Nullable
    EntityFacts owner(int row) {
        int ordinal = row < owners.length ? owners[row] : 0;
        if (ordinal == 0 || entities.get(ordinal - 1).removed) {
            return null;
        }
        return entities.get(ordinal - 1).facts;
    }

    /** Words of a text; 0 for a row without one. */
    int length(int row) {
        return row < lengths.length ? lengths[row] & 0xFFFF : 0;
    }

    /** One more than the highest row. */
    int rows() {
        return last + 1;
    }

    int texts() {
        return texts;
    }

    double meanLength() {
        return texts == 0 ? 1 : Math.max(1, (double) words / texts);
    }
}
