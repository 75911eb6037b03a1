package dev.caxton.api.security;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made. Values out of range are an {@code INVALID_ARGUMENT}.
 *
 * @param name 1 to 64 characters: letters, digits, space, {@code . _ - @}; unique among active keys
 * @param role what its holder may do
 * @param agents slugs, names or ids of the agents that its holder may see and talk to, at most 100; empty for all, as an
 *     admin's must be
 * @param expiresIn how long it is good for, a second to ten years; null for ever
 */
public record NewKey(
        String name,
        Role role,
        List<String> agents,
        @Nullable Duration expiresIn) {

    /** Most agents that one key names. */
    public static final int MAX_AGENTS = 100;

    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]([A-Za-z0-9 ._@-]{0,62}[A-Za-z0-9._@-])?");

    public NewKey {
        requireNonNull(role, "role");
        agents = List.copyOf(agents);
        if (!NAME.matcher(name).matches()) {
            throw invalid(
                    "name is '" + cut(name) + "', expected 1 to 64 letters, digits, spaces, '.', '_', '-' or '@'");
        }
        if (agents.size() > MAX_AGENTS) {
            throw invalid("agents holds " + agents.size() + " names, expected at most " + MAX_AGENTS);
        }
        for (String agent : agents) {
            if (agent.isBlank() || agent.length() > 64 || agent.chars().anyMatch(Character::isISOControl)) {
                throw invalid("agents holds '" + cut(agent) + "', expected slugs, names or ids of agents");
            }
        }
        if (role == Role.ADMIN && !agents.isEmpty()) {
            throw invalid("agents names " + agents.size() + " agents, expected none: an admin reaches every agent");
        }
        if (expiresIn != null && (expiresIn.compareTo(Duration.ofSeconds(1)) < 0 || expiresIn.compareTo(LONGEST) > 0)) {
            throw invalid("expires_in is " + expiresIn.toSeconds() + "s, expected 1s to " + LONGEST.toDays() + "d");
        }
    }

    /** A key for all agents that never expires. */
    public static NewKey of(String name, Role role) {
        return new NewKey(name, role, List.of(), null);
    }

    private static CaxtonException invalid(String detail) {
        return CaxtonException.of(ProblemType.INVALID_ARGUMENT, detail, (String) null);
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
