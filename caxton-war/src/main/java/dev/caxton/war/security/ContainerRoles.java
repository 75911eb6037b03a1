package dev.caxton.war.security;

import dev.caxton.api.security.Caller;
import dev.caxton.api.security.Role;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may whom the application server has recognised, by MicroProfile JWT or in another way of its own: its
 * roles are the groups of their token.
 *
 * @param groups roles by the group that stands for them; the names of roles stand for themselves
 */
public record ContainerRoles(Map<String, Role> groups) {

    private static final int LONGEST_NAME = 128;

    public ContainerRoles {
        groups = Map.copyOf(groups);
    }

    /**
     * The caller; null if nobody was recognised, or somebody without a role here.
     *
     * @param principal whom the server recognised; null if nobody
     * @param holds whether they hold a role of the server
     */
    public @Nullable Caller of(@Nullable Principal principal, Predicate<String> holds) {
        String name = name(principal);
        if (name == null) {
            return null;
        }
        Role greatest = null;
        for (Role role : Role.values()) {
            boolean held = holds.test(role.wireName())
                    || groups.entrySet().stream()
                            .anyMatch(group -> group.getValue() == role && holds.test(group.getKey()));
            greatest = held ? role : greatest;
        }
        return greatest == null ? null : new Caller("oidc:" + name, greatest, Set.of());
    }

    /** Whom the server recognised, as a line of text; null if nobody. */
    public static @Nullable String name(@Nullable Principal principal) {
        if (principal == null
                || principal.getName() == null
                || principal.getName().isBlank()) {
            return null;
        }
        String line = principal.getName().replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) + "…" : line;
    }
}
