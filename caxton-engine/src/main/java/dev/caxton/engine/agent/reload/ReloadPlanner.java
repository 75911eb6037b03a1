package dev.caxton.engine.agent.reload;

import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.engine.agent.file.FolderFile;
import dev.caxton.engine.agent.reload.AgentChanges.Change;
import dev.caxton.engine.agent.reload.Incumbent.Standing;
import dev.caxton.engine.agent.reload.ReloadOperation.KeepAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.RefuseFile;
import dev.caxton.engine.agent.reload.ReloadOperation.RenameAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.ReplaceAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.StartAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.StopAgent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what is to be done so that the agents are what the files say. Names and slugs share one namespace, in which a
 * serving agent keeps its place as long as its file is there. Touches nothing.
 */
public final class ReloadPlanner {

    private final int maxAgents;

    /** Plans for at most this many serving agents. */
    public ReloadPlanner(int maxAgents) {
        this.maxAgents = maxAgents;
    }

    /** A plan for all files of the directory and all agents: refusals last, otherwise by file name. */
    public List<ReloadOperation> plan(List<FolderFile> files, Collection<Incumbent> incumbents) {
        return new Planning(AgentChanges.between(files, incumbents), incumbents).run();
    }

    private final class Planning {
        private final AgentChanges changes;
        private final Map<String, Incumbent> resting = new HashMap<>();
        private final Map<String, Incumbent> leaving = new HashMap<>();
        private final Map<String, String> claims = new HashMap<>();
        private final List<ReloadOperation> operations = new ArrayList<>();
        private final List<ReloadOperation> refusals = new ArrayList<>();
        private int serving;

        Planning(AgentChanges changes, Collection<Incumbent> incumbents) {
            this.changes = changes;
            for (Incumbent incumbent : incumbents) {
                if (incumbent.standing() != Standing.SERVING && incumbent.recorded()) {
                    resting.put(incumbent.name(), incumbent);
                }
            }
            changes.removed().forEach(incumbent -> leaving.put(incumbent.name(), incumbent));
        }

        List<ReloadOperation> run() {
            holdPlaces(changes.unchanged());
            holdPlaces(changes.changed());
            holdPlaces(changes.invalid());
            for (Change change : changes.unchanged()) {
                keep(change);
            }
            for (Change change : changes.changed()) {
                replace(change);
            }
            for (Change change : changes.added()) {
                start(change);
            }
            changes.invalid().forEach(change -> refusals.add(new RefuseFile(change.file(), change.incumbent())));
            leaving.values().forEach(incumbent -> operations.add(new StopAgent(incumbent)));
            operations.addAll(refusals);
            return List.copyOf(operations);
        }

        private void holdPlaces(List<Change> held) {
            for (Change change : held) {
                Incumbent incumbent = change.incumbent();
                if (incumbent != null && incumbent.standing() == Standing.SERVING) {
                    boolean first = claims.put(incumbent.slug(), incumbent.slug()) == null;
                    claims.put(incumbent.name(), incumbent.slug());
                    serving += first ? 1 : 0;
                }
            }
        }

        private void keep(Change change) {
            Incumbent incumbent = change.incumbent();
            if (incumbent != null) {
                operations.add(new KeepAgent(change.file(), incumbent));
            }
        }

        private void replace(Change change) {
            FolderFile file = change.file();
            Incumbent incumbent = change.incumbent();
            ConfigAgentDefinition definition = file.parsed().definition();
            if (incumbent == null || definition == null) {
                return;
            }
            String name = definition.name();
            if (name.equals(incumbent.name())) {
                operations.add(new ReplaceAgent(file, incumbent));
                return;
            }
            String owner = claims.get(name);
            if (owner != null && !owner.equals(file.slug())) {
                refuse(change, name, owner);
                return;
            }
            if (!incumbent.name().equals(incumbent.slug())) {
                claims.remove(incumbent.name());
            }
            claims.put(name, file.slug());
            operations.add(new RenameAgent(file, incumbent, identity(name)));
        }

        private void start(Change change) {
            FolderFile file = change.file();
            ConfigAgentDefinition definition = file.parsed().definition();
            if (definition == null) {
                return;
            }
            String name = definition.name();
            for (String key : List.of(name, file.slug())) {
                String owner = claims.get(key);
                if (owner != null && !owner.equals(file.slug())) {
                    refuse(change, key, owner);
                    return;
                }
            }
            Incumbent moving = leaving.remove(name);
            if (moving == null && serving >= maxAgents) {
                refusals.add(new RefuseFile(
                        file.refused(
                                "this would be agent " + (serving + 1) + ", expected at most " + maxAgents,
                                "raise runtime.max_agents, or remove agents that are not needed"),
                        change.incumbent()));
                return;
            }
            serving++;
            claims.put(name, file.slug());
            claims.put(file.slug(), file.slug());
            if (moving != null && moving.standing() == Standing.SERVING) {
                operations.add(new ReplaceAgent(file, moving));
            } else {
                Incumbent failed = change.incumbent();
                Incumbent known = moving != null ? moving : resting.get(name);
                boolean adopts = known == null && failed != null && !failed.recorded();
                operations.add(new StartAgent(file, adopts ? failed : known));
            }
        }

        /** Whose id a name means; that agent does not stop. */
        private @Nullable Incumbent identity(String name) {
            Incumbent moving = leaving.remove(name);
            return moving != null ? moving : resting.get(name);
        }

        private void refuse(Change change, String key, String owner) {
            refusals.add(new RefuseFile(
                    change.file()
                            .refused(
                                    "Agent name conflict: '" + key + "' is taken by agent '" + owner + "'",
                                    "choose another name, or remove agent '" + owner + "'"),
                    change.incumbent()));
        }
    }
}
