package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.MemoryCapacity;
import dev.caxton.api.memory.MemoryCapacity.Limit;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.Locale;

/** {@code memory capacity-check} and {@code limits-check}: a limit that is near or passed is a no. */
final class CapacityVerb implements Verb {

    private static final int WARN_PERCENT = 80;
    private static final double FULL = 100;

    @Override
    public ExitCode run(Invocation invocation) {
        int warnPercent = invocation.count("--warn-percentage", WARN_PERCENT);
        MemoryCapacity capacity =
                MemoryDoor.with(invocation, memory -> memory.upkeep().capacity(warnPercent));
        Output output = invocation.output();
        if (output.json()) {
            output.json(capacity);
        } else if (invocation.has("--percentage")) {
            output.line(String.valueOf(Math.round(capacity.limits().getFirst().percent())));
            return ExitCode.OK;
        } else {
            capacity.limits().forEach(limit -> output.line(sentence(limit, capacity.warnPercent())));
        }
        if (capacity.warning()) {
            output.complain("WARNING: Consider external backend migration, or remove what nobody needs with"
                    + " caxton memory cleanup");
            return ExitCode.LIMIT;
        }
        return ExitCode.OK;
    }

    private static String sentence(Limit limit, int warnPercent) {
        String name =
                switch (limit.name()) {
                    case "entities" -> "Entity count";
                    case "relations" -> "Relation count";
                    default -> "Entities of agent " + limit.subject();
                };
        String judgement = limit.percent() >= FULL
                ? " - limit passed"
                : limit.percent() >= warnPercent ? " - approaching limit" : "";
        return name + ": " + Figures.count(limit.count()) + " / " + Figures.count(limit.limit()) + " ("
                + String.format(Locale.ROOT, limit.percent() < 1 ? "%.1f" : "%.0f", limit.percent()) + "%" + judgement
                + ")";
    }
}
