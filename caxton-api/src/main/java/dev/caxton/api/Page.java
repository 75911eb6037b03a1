package dev.caxton.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list that grows.
 *
 * @param items the items of this page, in the list's order
 * @param total number of items in the whole list when the page was read
 * @param nextCursor where the next page begins; null at the end. Opaque, valid across restarts.
 * @param <T> kind of item
 */
public record Page<T>(List<T> items, long total, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
