package dev.caxton.engine.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Page;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.AuditEntry;
import dev.caxton.api.security.AuditQuery;
import dev.caxton.api.security.AuditTrail;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.StoreSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit rows of several databases, merged by time. A cursor holds the place in each, so that a page is read by row
 * numbers alone and what is written meanwhile moves nothing. Thread-safe.
 */
public final class StoredAuditTrail implements AuditTrail {

    private static final String FILTER =
            "(? is null or substr(actor, 1, length(?)) = ?) and (? is null or outcome = ?)";
    private static final int RADIX = 36;

    private final List<Database> databases;

    /** The trail of these databases; their order is part of cursors. */
    public StoredAuditTrail(List<Database> databases) {
        this.databases = List.copyOf(databases);
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query) {
        int limit = query.page().limit();
        long[] before = places(query.page().cursor());
        List<List<Row>> waiting = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < before.length; i++) {
            long place = before[i];
            waiting.add(new ArrayList<>(databases
                    .get(i)
                    .read(tx -> tx.select(
                            StoreSchema.AUDIT,
                            "where rid < ? and " + FILTER + " order by rid desc limit ?",
                            place,
                            query.actor(),
                            query.actor(),
                            query.actor(),
                            query.outcome(),
                            query.outcome(),
                            limit + 1))));
            total += databases
                    .get(i)
                    .read(tx -> tx.count(
                            "select count(*) from audit where " + FILTER,
                            query.actor(),
                            query.actor(),
                            query.actor(),
                            query.outcome(),
                            query.outcome()));
        }
        List<AuditEntry> entries = new ArrayList<>();
        int newest = newest(waiting);
        while (newest >= 0 && entries.size() < limit) {
            Row row = waiting.get(newest).removeFirst();
            before[newest] = row.rid();
            entries.add(entry(row));
            newest = newest(waiting);
        }
        return new Page<>(entries, total, newest < 0 ? null : cursor(before));
    }

    /** Which list begins with the newest row; -1 if all are empty. */
    private static int newest(List<List<Row>> lists) {
        int found = -1;
        for (int i = 0; i < lists.size(); i++) {
            List<Row> list = lists.get(i);
            if (!list.isEmpty()
                    && (found < 0
                            || list.getFirst().integer("at")
                                    > lists.get(found).getFirst().integer("at"))) {
                found = i;
            }
        }
        return found;
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.text("op_id"),
                Instant.ofEpochMilli(row.integer("at")),
                row.text("actor"),
                row.text("kind"),
                row.text("subject"),
                row.text("outcome"));
    }

    private static String cursor(long[] places) {
        StringBuilder text = new StringBuilder();
        for (long place : places) {
            text.append(text.isEmpty() ? "" : "-").append(Long.toString(place, RADIX));
        }
        return text.toString();
    }

    private long[] places(@Nullable String cursor) {
        long[] places = new long[databases.size()];
        java.util.Arrays.fill(places, Long.MAX_VALUE);
        if (cursor == null) {
            return places;
        }
        String[] parts = cursor.split("-", -1);
        try {
            if (parts.length == places.length) {
                for (int i = 0; i < parts.length; i++) {
                    places[i] = Long.parseLong(parts[i], RADIX);
                }
                return places;
            }
        } catch (NumberFormatException e) {
            throw unreadable(cursor);
        }
        throw unreadable(cursor);
    }

    private static CaxtonException unreadable(String cursor) {
        return CaxtonException.of(
                ProblemType.INVALID_ARGUMENT,
                "cursor '" + (cursor.length() > 200 ? cursor.substring(0, 200) + "…" : cursor)
                        + "' was not given by a page",
                "Leave it out for the first page.");
    }
}
