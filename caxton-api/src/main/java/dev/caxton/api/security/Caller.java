package dev.caxton.api.security;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * Who asks for something, and what they may.
 *
 * @param actor how the audit trail names them, such as {@code key:cxt_Xy12ab34:ci}, {@code oidc:<subject>}, {@code java}
 * @param role what they may do
 * @param agents slugs, names or ids of the agents they may see and talk to; empty for all
 */
public record Caller(String actor, Role role, Set<String> agents) {

    /** Code in the same process that says nothing about itself. */
    public static final Caller JAVA = new Caller("java", Role.ADMIN, Set.of());

    /** Whoever reaches a server that asks nobody for a key. */
    public static final Caller ANONYMOUS = new Caller("anonymous", Role.ADMIN, Set.of());

    /** Somebody who has shown nothing, at a server that asks for keys: only what is open to all is theirs. */
    public static final Caller STRANGER = new Caller("stranger", Role.READONLY, Set.of());

    /** Characters that {@link #actor} may have. */
    public static final int LONGEST_ACTOR = 200;

    public Caller {
        requireNonNull(role, "role");
        agents = Set.copyOf(agents);
        if (actor.isBlank() || actor.length() > LONGEST_ACTOR) {
            throw new IllegalArgumentException(
                    "actor has " + actor.length() + " characters, expected 1 to " + LONGEST_ACTOR);
        }
    }

    /** Whether only some agents are theirs. */
    public boolean scoped() {
        return !agents.isEmpty();
    }
}
