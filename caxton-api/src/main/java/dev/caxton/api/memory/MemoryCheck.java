package dev.caxton.api.memory;

import java.util.List;

/**
 * Result of a check.
 *
 * @param level how deep it went
 * @param passed whether nothing was found
 * @param checks what was looked at
 */
public record MemoryCheck(MemoryCheckLevel level, boolean passed, List<Item> checks) {
    public MemoryCheck {
        checks = List.copyOf(checks);
    }

    /**
     * One look.
     *
     * @param name what was looked at, such as {@code orphaned_relations}
     * @param passed whether it is well
     * @param detail what was found
     */
    public record Item(String name, boolean passed, String detail) {}
}
