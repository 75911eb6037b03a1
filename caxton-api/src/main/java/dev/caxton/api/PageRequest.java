package dev.caxton.api;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param limit number of items, 1 to 1000
 * @param cursor {@link Page#nextCursor()} of the page before; null for the first page
 */
public record PageRequest(int limit, @Nullable String cursor) {
    /** Most items that one page may hold (documented page limit). */
    public static final int MAX_LIMIT = 1000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "limit is " + limit + ", expected 1 to " + MAX_LIMIT, (String) null);
        }
    }

    /** The first page with the usual number of items. */
    public static PageRequest first() {
        return new PageRequest(50, null);
    }
}
