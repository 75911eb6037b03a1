package dev.caxton.engine.security;

import dev.caxton.api.security.Caller;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes refusals into the audit trail. One that repeats within a second is written once, so that a caller who may not do
 * something cannot fill the disk by trying. Thread-safe.
 */
final class RefusalLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.caxton.security");
    private static final long QUIET_MILLIS = 1_000;
    private static final int REMEMBERED = 1_000;
    private static final int LONGEST = 200;

    private final Database database;
    private final IdGenerator ids;
    private final Clock clock;
    private final Map<String, Long> latest = new LinkedHashMap<>();

    RefusalLog(Database database, IdGenerator ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    void add(Caller caller, String operation, String subject) {
        if (!fresh(caller.actor() + ' ' + operation)) {
            return;
        }
        String target = plain(subject);
        LOG.warn("refused actor={} operation={} subject={}", caller.actor(), operation, target);
        var unused = database.submit(
                        new Operation(ids.next().toString(), caller.actor(), clock.instant()),
                        new RecordRefusal(plain(operation), target))
                .whenComplete((applied, failure) -> {
                    if (failure != null) {
                        LOG.warn("the refusal above is in this log alone: {}", failure.getMessage());
                    }
                });
    }

    private synchronized boolean fresh(String what) {
        long now = clock.millis();
        Long before = latest.remove(what);
        boolean fresh = before == null || now - before >= QUIET_MILLIS;
        latest.put(what, fresh ? Long.valueOf(now) : before);
        if (latest.size() > REMEMBERED) {
            Iterator<String> oldest = latest.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return fresh;
    }

    private static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
