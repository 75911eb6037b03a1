package dev.caxton.engine.memory;

import dev.caxton.engine.memory.vector.RowFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers of groups, given once and never taken back. Thread-safe. */
final class EntityGroups {

    private final Map<EntityGroup, Integer> numbers = new HashMap<>();
    private final List<EntityGroup> groups = new ArrayList<>();

    synchronized int number(EntityGroup group) {
        return numbers.computeIfAbsent(group, fresh -> {
            groups.add(fresh);
            return groups.size() - 1;
        });
    }

    synchronized RowFilter filter(VectorFilter filter) {
        boolean[] accepted = new boolean[groups.size()];
        for (int i = 0; i < accepted.length; i++) {
            accepted[i] = filter.accepts(groups.get(i));
        }
        return new RowFilter(accepted, filter.only());
    }

    /** What each number means, to be written down. */
    synchronized List<String> labels() {
        return groups.stream().map(EntityGroup::label).toList();
    }

    /** The number of each group that was written down. */
    int[] adopt(List<String> labels) {
        return labels.stream().map(EntityGroup::of).mapToInt(this::number).toArray();
    }
}
