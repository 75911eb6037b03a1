package dev.caxton.engine.memory;

import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.upkeep.DerivedData;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.time.Clock;

/** The full-text index, the vectors and their index, made anew when upkeep wants it. */
final class RebuiltData implements DerivedData {

    private static final String ACTOR = "optimize";

    private final Database database;
    private final IdGenerator ids;
    private final Clock clock;

    RebuiltData(Database database, IdGenerator ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String mergeTextIndex() {
        write(TendText.How.MERGE);
        return "parts joined where it was due";
    }

    @Override
    public String rebuildTextIndex() {
        return write(TendText.How.REBUILD) + " texts read anew";
    }

    private String write(TendText.How how) {
        return String.valueOf(database.write(
                        new Operation(ids.next().toString(), ACTOR, clock.instant()), new TendText(how))
                .outcome());
    }
}
