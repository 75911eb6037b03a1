package dev.caxton.engine.agent;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentId;
import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.agent.ReloadAction;
import dev.caxton.api.agent.ReloadReport.Outcome;
import dev.caxton.engine.agent.file.AgentFileParser;
import dev.caxton.engine.agent.file.FolderFile;
import dev.caxton.engine.agent.file.ParsedAgentFile;
import dev.caxton.engine.agent.reload.Incumbent;
import dev.caxton.engine.agent.reload.ReloadOperation;
import dev.caxton.engine.agent.reload.ReloadOperation.KeepAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.RefuseFile;
import dev.caxton.engine.agent.reload.ReloadOperation.RenameAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.ReplaceAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.StartAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.StopAgent;
import dev.caxton.engine.identity.IdGenerator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a plan: everything is recorded first, and the result is one snapshot that can be swapped in at a stroke.
 * An operation that cannot be recorded is refused and leaves its agent as it was. For one plan.
 */
final class PlanApplier {

    private final AgentVersions versions;
    private final AgentFileParser parser;
    private final IdGenerator ids;
    private final Instant now;
    private final String origin;
    private final AgentSnapshot before;
    private final Map<AgentId, AgentEntry> working = new LinkedHashMap<>();
    private final Set<AgentId> judged = new HashSet<>();

    PlanApplier(
            AgentVersions versions,
            AgentFileParser parser,
            IdGenerator ids,
            Clock clock,
            String origin,
            AgentSnapshot before) {
        this.versions = versions;
        this.parser = parser;
        this.ids = ids;
        this.now = clock.instant();
        this.origin = origin;
        this.before = before;
        before.entries().forEach(entry -> working.put(entry.id(), entry));
    }

    /**
     * What became of one operation.
     *
     * @param outcome what a caller is told
     * @param agent the agent concerned; null if none is left
     * @param news whether something is different from before
     * @param returned whether an earlier version of the agent is in force again
     * @param failure why it could not be recorded; null if that was not the trouble
     */
    record Done(
            Outcome outcome,
            @Nullable AgentEntry agent,
            boolean news,
            boolean returned,
            @Nullable CaxtonException failure) {}

    /**
     * What became of a plan.
     *
     * @param after all agents afterwards; the very snapshot from before if nothing is different
     * @param done one for each operation
     */
    record Result(AgentSnapshot after, List<Done> done) {}

    /** An operation and the number of its version, which comes when it is on disk. */
    private record Pending(
            ReloadOperation operation,
            @Nullable AgentId id,
            @Nullable CompletableFuture<AgentVersions.Recorded> sequence) {}

    Result apply(List<ReloadOperation> plan) {
        // All commands are under way before the first is awaited: they share the disk's syncs.
        List<Pending> pending = plan.stream().map(this::submit).toList();
        List<Done> done = pending.stream().map(this::finish).toList();
        List<AgentEntry> entries = List.copyOf(working.values());
        boolean same = entries.size() == before.entries().size()
                && entries.stream().allMatch(entry -> entry.equals(before.byId(entry.id())));
        return new Result(same ? before : new AgentSnapshot(entries), done);
    }

    private Pending submit(ReloadOperation operation) {
        return switch (operation) {
            case StartAgent start ->
                accept(
                        start,
                        start.file(),
                        start.returning() == null ? newId() : start.returning().id());
            case ReplaceAgent replace ->
                accept(replace, replace.file(), replace.incumbent().id());
            case RenameAgent rename ->
                accept(
                        rename,
                        rename.file(),
                        rename.returning() == null
                                ? newId()
                                : rename.returning().id());
            case StopAgent stop
            when stop.incumbent().recorded() ->
                new Pending(
                        stop,
                        stop.incumbent().id(),
                        versions.stop(stop.incumbent().id()));
            case StopAgent stop -> new Pending(stop, stop.incumbent().id(), null);
            case KeepAgent keep -> new Pending(keep, keep.incumbent().id(), null);
            case RefuseFile refuse -> new Pending(refuse, null, null);
        };
    }

    private AgentId newId() {
        return new AgentId(ids.next());
    }

    private Pending accept(ReloadOperation operation, FolderFile file, AgentId id) {
        ConfigAgentDefinition definition = file.parsed().definition();
        String name = definition == null ? file.slug() : definition.name();
        return new Pending(operation, id, versions.accept(id, file.slug(), name, file.parsed(), origin));
    }

    private Done finish(Pending pending) {
        return switch (pending.operation()) {
            case StartAgent start -> inForce(pending, start.file(), start.returning(), ReloadAction.STARTED);
            case ReplaceAgent replace -> inForce(pending, replace.file(), replace.incumbent(), ReloadAction.REPLACED);
            case RenameAgent rename -> renamed(pending, rename);
            case KeepAgent keep -> kept(keep);
            case RefuseFile refuse -> refused(refuse.file(), refuse.incumbent(), null);
            case StopAgent stop -> stopped(pending, stop.incumbent());
        };
    }

    private Done inForce(Pending pending, FolderFile file, @Nullable Incumbent incumbent, ReloadAction action) {
        AgentId id = pending.id();
        ConfigAgentDefinition definition = file.parsed().definition();
        if (id == null || pending.sequence() == null || definition == null) {
            throw new IllegalStateException("operation without a definition");
        }
        AgentVersions.Recorded recorded;
        try {
            recorded = await(pending.sequence());
        } catch (CaxtonException e) {
            return refused(unrecorded(file, e), incumbent, e);
        }
        AgentEntry earlier = working.get(id);
        AgentEntry entry = new AgentEntry(
                id,
                file.slug(),
                definition.name(),
                true,
                earlier == null
                        ? new AgentLifecycle.Running(now)
                        : earlier.lifecycle().running(now),
                new AgentEntry.Version(recorded.sequence(), file.parsed().digest(), definition.version(), definition),
                file.path(),
                List.of());
        // A file that failed without ever having been an agent made a place holder, which this replaces.
        working.values().removeIf(other -> !other.recorded() && other.slug().equals(file.slug()));
        working.put(id, entry);
        String previous = incumbent != null && action == ReloadAction.REPLACED ? incumbent.version() : null;
        return new Done(
                new Outcome(
                        file.slug(),
                        action,
                        definition.version(),
                        previous,
                        List.of(),
                        file.parsed().warnings()),
                entry,
                true,
                recorded.returned() && incumbent != null && incumbent.id().equals(id),
                null);
    }

    private Done renamed(Pending pending, ReloadOperation.RenameAgent rename) {
        Done done = inForce(pending, rename.file(), rename.incumbent(), ReloadAction.REPLACED);
        if (done.failure() != null || done.agent() == null) {
            return done;
        }
        Incumbent old = rename.incumbent();
        CompletableFuture<AgentVersions.Recorded> stopped = versions.stop(old.id());
        List<Violation> warnings = new ArrayList<>(done.outcome().warnings());
        warnings.add(Violation.at(
                rename.file().parsed().file(),
                "the file now names '" + done.agent().name() + "': agent '" + old.name()
                        + "' was stopped and keeps its memory",
                "write the old name to have it back"));
        try {
            await(stopped);
        } catch (CaxtonException e) {
            // The old agent has no file any more, so the next start of the server records the same.
            warnings.add(Violation.at(rename.file().parsed().file(), e.problem().detail(), e.hint()));
        }
        stop(old.id());
        Outcome outcome = done.outcome();
        return new Done(
                new Outcome(
                        outcome.agent(),
                        outcome.action(),
                        outcome.version(),
                        outcome.previousVersion(),
                        outcome.problems(),
                        warnings),
                done.agent(),
                true,
                false,
                null);
    }

    private Done kept(KeepAgent keep) {
        AgentEntry earlier = working.get(keep.incumbent().id());
        if (earlier == null || earlier.version() == null) {
            throw new IllegalStateException("kept agent without a version");
        }
        AgentEntry.Version version = earlier.version();
        ParsedAgentFile parsed = keep.file().parsed();
        AgentEntry entry = new AgentEntry(
                earlier.id(),
                earlier.slug(),
                earlier.name(),
                true,
                earlier.lifecycle(),
                version.definition() != null
                        ? version
                        : new AgentEntry.Version(
                                version.sequence(), version.digest(), version.semver(), parsed.definition()),
                keep.file().path(),
                List.of());
        working.put(entry.id(), entry);
        judged.add(entry.id());
        Outcome outcome = new Outcome(
                entry.slug(), ReloadAction.UNCHANGED, version.semver(), version.semver(), List.of(), parsed.warnings());
        return new Done(outcome, entry, false, false, null);
    }

    private Done refused(FolderFile file, @Nullable Incumbent incumbent, @Nullable CaxtonException failure) {
        AgentEntry earlier = incumbent == null ? null : working.get(incumbent.id());
        if (earlier == null || earlier.isStopped()) {
            earlier = placeHolder(file.slug()); // what this or another file of the stem was made to by now
        }
        AgentEntry entry = earlier == null ? failed(file) : revived(earlier, file.path());
        // What concerns an agent is found anew with each plan; several files of one plan may concern it.
        List<Violation> problems = judged.add(entry.id()) ? new ArrayList<>() : new ArrayList<>(entry.problems());
        problems.addAll(file.parsed().errors());
        entry = entry.with(problems);
        working.put(entry.id(), entry);
        AgentEntry was = before.byId(entry.id());
        String version =
                entry.serving() == null ? null : entry.serving().definition().version();
        return new Done(
                new Outcome(
                        file.slug(),
                        ReloadAction.REFUSED,
                        version,
                        version,
                        file.parsed().errors(),
                        file.parsed().warnings()),
                entry,
                was == null || !was.problems().containsAll(problems),
                false,
                failure);
    }

    private @Nullable AgentEntry placeHolder(String slug) {
        for (AgentEntry entry : working.values()) {
            if (entry.slug().equals(slug) && !entry.isStopped()) {
                return entry;
            }
        }
        return null;
    }

    private AgentEntry failed(FolderFile file) {
        return new AgentEntry(
                newId(), file.slug(), file.slug(), false, new AgentLifecycle.Failed(now), null, file.path(), List.of());
    }

    /**
     * The agent as it was before the refused file; after a start of the server that is the version that was accepted
     * last.
     */
    private AgentEntry revived(AgentEntry earlier, Path path) {
        AgentEntry.Version version = earlier.version();
        Path source = earlier.source() == null ? path : earlier.source();
        AgentLifecycle lifecycle = earlier.lifecycle();
        if (lifecycle instanceof AgentLifecycle.Running && version != null && version.definition() == null) {
            ConfigAgentDefinition definition = stored(earlier.id(), version.sequence());
            if (definition == null) {
                lifecycle = new AgentLifecycle.Failed(now);
            } else {
                version = new AgentEntry.Version(version.sequence(), version.digest(), version.semver(), definition);
            }
        }
        return new AgentEntry(
                earlier.id(),
                earlier.slug(),
                earlier.name(),
                earlier.recorded(),
                lifecycle,
                version,
                source,
                earlier.problems());
    }

    private @Nullable ConfigAgentDefinition stored(AgentId id, long sequence) {
        AgentFile content = versions.content(id, sequence).orElse(null);
        return content == null ? null : parser.parse(content).definition();
    }

    private Done stopped(Pending pending, Incumbent incumbent) {
        AgentEntry earlier = working.get(incumbent.id());
        if (pending.sequence() != null) {
            try {
                await(pending.sequence());
            } catch (CaxtonException e) {
                Violation problem = Violation.at(incumbent.slug(), e.problem().detail(), e.hint());
                Outcome outcome = new Outcome(
                        incumbent.slug(),
                        ReloadAction.REFUSED,
                        incumbent.version(),
                        incumbent.version(),
                        List.of(problem),
                        List.of());
                boolean news = earlier != null && !earlier.problems().contains(problem);
                working.computeIfPresent(incumbent.id(), (id, entry) -> entry.with(List.of(problem)));
                return new Done(outcome, earlier, news, false, e);
            }
        }
        stop(incumbent.id());
        Outcome outcome =
                new Outcome(incumbent.slug(), ReloadAction.STOPPED, null, incumbent.version(), List.of(), List.of());
        return new Done(outcome, earlier, true, false, null);
    }

    private void stop(AgentId id) {
        AgentEntry earlier = working.get(id);
        if (earlier != null && !earlier.recorded()) {
            working.remove(id);
        } else if (earlier != null) {
            working.put(
                    id,
                    new AgentEntry(
                            id,
                            earlier.slug(),
                            earlier.name(),
                            true,
                            earlier.lifecycle().gone(now),
                            earlier.version(),
                            null,
                            List.of()));
        }
    }

    private static FolderFile unrecorded(FolderFile file, CaxtonException e) {
        return file.refused("cannot be recorded: " + e.problem().detail(), e.hint());
    }

    private static AgentVersions.Recorded await(CompletableFuture<AgentVersions.Recorded> sequence) {
        try {
            return sequence.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CaxtonException known) {
                throw known;
            }
            throw e;
        }
    }
}
