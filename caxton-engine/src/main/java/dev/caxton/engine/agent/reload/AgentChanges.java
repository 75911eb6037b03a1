package dev.caxton.engine.agent.reload;

import dev.caxton.engine.agent.file.FolderFile;
import dev.caxton.engine.agent.reload.Incumbent.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the files differ from the agents. Every file is in exactly one of the lists but the last.
 *
 * @param added valid files without a serving agent
 * @param changed valid files whose agent serves something else
 * @param unchanged valid files whose agent serves just that
 * @param invalid files that cannot be accepted
 * @param removed agents that are not stopped and have no file any more
 */
record AgentChanges(
        List<Change> added,
        List<Change> changed,
        List<Change> unchanged,
        List<Change> invalid,
        List<Incumbent> removed) {

    /**
     * A file and the agent that its stem stands for.
     *
     * @param file the file
     * @param incumbent the serving or failed agent of this slug; null if there is none
     */
    record Change(FolderFile file, @Nullable Incumbent incumbent) {
        boolean isServed() {
            return incumbent != null && incumbent.standing() == Standing.SERVING;
        }
    }

    /** Compares all files of the directory with all agents. */
    static AgentChanges between(List<FolderFile> files, Collection<Incumbent> incumbents) {
        Map<String, Incumbent> bySlug = new HashMap<>();
        for (Incumbent incumbent : incumbents) {
            if (incumbent.standing() != Standing.STOPPED) {
                bySlug.put(incumbent.slug(), incumbent);
            }
        }
        AgentChanges changes = new AgentChanges(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, List<FolderFile>> byStem = new LinkedHashMap<>();
        files.forEach(file ->
                byStem.computeIfAbsent(file.slug(), slug -> new ArrayList<>()).add(file));
        byStem.forEach((slug, candidates) -> changes.sort(candidates, bySlug.remove(slug)));
        changes.removed.addAll(bySlug.values());
        return changes;
    }

    private void sort(List<FolderFile> candidates, @Nullable Incumbent incumbent) {
        FolderFile chosen = chosen(candidates, incumbent);
        Change change = new Change(chosen, incumbent);
        if (chosen.parsed().definition() == null) {
            invalid.add(change);
        } else if (!change.isServed() || incumbent == null) {
            added.add(change);
        } else if (chosen.parsed().digest().equals(incumbent.digest())) {
            unchanged.add(change);
        } else {
            changed.add(change);
        }
        for (FolderFile other : candidates) {
            if (!other.fileName().equals(chosen.fileName())) {
                FolderFile refused = other.refused(
                        "Agent name conflict: '" + chosen.parsed().file() + "' has the same stem and is the one in use",
                        "delete one of the two files, or rename it");
                invalid.add(new Change(refused, incumbent));
            }
        }
    }

    /** The file that serves stays; without one, the first that is valid. */
    private static FolderFile chosen(List<FolderFile> candidates, @Nullable Incumbent incumbent) {
        for (FolderFile file : candidates) {
            if (incumbent != null
                    && incumbent.standing() == Standing.SERVING
                    && (file.fileName().equals(incumbent.fileName())
                            || incumbent.fileName() == null
                                    && file.parsed().digest().equals(incumbent.digest()))) {
                return file;
            }
        }
        return candidates.stream()
                .filter(file -> file.parsed().definition() != null)
                .findFirst()
                .orElse(candidates.getFirst());
    }
}
