package dev.caxton.api.security;

import dev.caxton.api.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the audit trail is wanted.
 *
 * @param actor only what these asked for: the beginning of their name, such as {@code key:}; null for all
 * @param outcome only this outcome, {@code applied} or {@code refused}; null for both
 * @param page which page
 */
public record AuditQuery(@Nullable String actor, @Nullable String outcome, PageRequest page) {

    /** The newest lines. */
    public static AuditQuery newest(int limit) {
        return new AuditQuery(null, null, new PageRequest(limit, null));
    }
}
