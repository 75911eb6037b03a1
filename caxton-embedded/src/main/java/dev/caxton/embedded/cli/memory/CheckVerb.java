package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.api.memory.MemoryCheck;
import dev.caxton.api.memory.MemoryCheckLevel;
import dev.caxton.api.memory.MemoryUpkeep;
import dev.caxton.api.memory.OptimizeRequest;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import org.jspecify.annotations.Nullable;

/**
 * {@code memory health-check}, {@code integrity-check}, {@code consistency-check} and {@code verify-agent}: the exit code
 * is the answer, a no is explained on standard error.
 *
 * <p>{@code --repair-minor} removes rows without an owner and builds the indexes anew; damage of the file itself is left
 * alone.
 */
final class CheckVerb implements Verb {

    private final String name;

    CheckVerb(String name) {
        this.name = name;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        return MemoryDoor.with(invocation, memory -> run(invocation, memory.upkeep()));
    }

    private ExitCode run(Invocation invocation, MemoryUpkeep upkeep) {
        @Nullable AgentRef agent = name.equals("verify-agent") ? AgentRef.of(invocation.subject()) : null;
        MemoryCheckLevel level = level(invocation);
        MemoryCheck check = upkeep.check(level, agent);
        Output output = invocation.output();
        if (!check.passed() && invocation.has("--repair-minor")) {
            output.say("Removing rows without an owner and building the indexes anew");
            upkeep.cleanup(new CleanupRequest(true, false, null, false, false));
            upkeep.optimize(new OptimizeRequest(false, true, false, false, false, null));
            check = upkeep.check(level, agent);
        }
        if (output.json()) {
            output.json(check);
        } else {
            for (MemoryCheck.Item item : check.checks()) {
                output.line((item.passed() ? "ok      " : "FAILED  ")
                        + item.name().replace('_', ' ') + ": " + item.detail());
            }
        }
        for (MemoryCheck.Item item : check.checks()) {
            if (!item.passed()) {
                output.complain(item.name().replace('_', ' ') + ": " + item.detail());
            }
        }
        return check.passed() ? ExitCode.OK : ExitCode.FAILED;
    }

    private MemoryCheckLevel level(Invocation invocation) {
        return switch (name) {
            case "health-check" -> invocation.has("--comprehensive") ? MemoryCheckLevel.FULL : MemoryCheckLevel.HEALTH;
            case "integrity-check" -> invocation.has("--quick") ? MemoryCheckLevel.QUICK : MemoryCheckLevel.FULL;
            default -> invocation.has("--full") ? MemoryCheckLevel.FULL : MemoryCheckLevel.CONSISTENCY;
        };
    }
}
