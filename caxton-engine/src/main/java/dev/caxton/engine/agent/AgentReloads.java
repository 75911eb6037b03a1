package dev.caxton.engine.agent;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.ReloadReport;
import dev.caxton.api.agent.ReloadReport.Outcome;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.engine.agent.file.AgentFileParser;
import dev.caxton.engine.agent.file.AgentFolder;
import dev.caxton.engine.agent.file.AgentNames;
import dev.caxton.engine.agent.file.FolderFile;
import dev.caxton.engine.agent.reload.AgentFileWatcher;
import dev.caxton.engine.agent.reload.Incumbent;
import dev.caxton.engine.agent.reload.ReloadOperation;
import dev.caxton.engine.agent.reload.ReloadOperation.KeepAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.RefuseFile;
import dev.caxton.engine.agent.reload.ReloadOperation.StopAgent;
import dev.caxton.engine.agent.reload.ReloadPlanner;
import dev.caxton.engine.config.RuntimeConfig;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that changes agents, one change at a time: start, reload, watch, and the changes of others that go through
 * the same plan. Readers see the snapshot, which is replaced by one volatile write.
 */
final class AgentReloads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentReloads.class);

    /** Safety net under the events of the operating system. */
    private static final Duration SWEEP = Duration.ofSeconds(2);

    /** How long a file may be missing or broken before that counts: editors write in several steps. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final RuntimeConfig config;
    private final AgentFileParser parser;
    private final AgentFolder folder;
    private final ReloadPlanner planner;
    private final AgentAnnouncements announcements;
    private final IdGenerator ids;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Long> suspicions = new HashMap<>();
    private volatile AgentSnapshot snapshot = AgentSnapshot.EMPTY;
    private volatile @Nullable AgentVersions versions;
    private @Nullable List<FolderFile> prepared;
    private @Nullable AgentFileWatcher watcher;
    private boolean folderReadable = true;

    AgentReloads(
            RuntimeConfig config,
            AgentFolder folder,
            AgentFileParser parser,
            AgentAnnouncements announcements,
            IdGenerator ids,
            Clock clock) {
        this.config = config;
        this.folder = folder;
        this.parser = parser;
        this.planner = new ReloadPlanner(config.maxAgents());
        this.announcements = announcements;
        this.ids = ids;
        this.clock = clock;
    }

    AgentSnapshot snapshot() {
        return snapshot;
    }

    AgentVersions versions() {
        AgentVersions open = versions;
        if (open == null) {
            throw CaxtonException.of(
                    ProblemType.STARTING, "agents are not loaded yet", "try again when the server is ready");
        }
        return open;
    }

    /** Reads the agent files, ahead of {@link #start}. */
    void prepare() {
        locked(() -> {
            folder.create();
            prepared = folder.read(name -> true);
        });
    }

    /** Brings the agents up and begins to watch their files. */
    void start(Database database) {
        locked(() -> {
            if (prepared == null) {
                prepare();
            }
            AgentVersions opened = new AgentVersions(database, ids, clock);
            AgentSnapshot recorded = new AgentSnapshot(opened.load());
            versions = opened;
            long began = System.nanoTime();
            apply(recorded, plan(prepared == null ? List.of() : prepared, recorded), "start", began);
            prepared = null;
            if (config.enableHotReload()) {
                watcher = AgentFileWatcher.start(folder.directory(), config.reloadDebounce(), SWEEP, this::look);
            }
        });
    }

    private List<ReloadOperation> plan(List<FolderFile> files, AgentSnapshot agents) {
        List<Incumbent> incumbents =
                agents.entries().stream().map(AgentEntry::incumbent).toList();
        return planner.plan(files, incumbents);
    }

    private PlanApplier.Result apply(AgentSnapshot from, List<ReloadOperation> plan, String origin, long beganNanos) {
        PlanApplier.Result result = new PlanApplier(versions(), parser, ids, clock, origin, from).apply(plan);
        snapshot = result.after();
        announcements.tell(result.done(), origin, Duration.ofNanos(System.nanoTime() - beganNanos));
        return result;
    }

    /** Reads files again as a caller asks. */
    ReloadReport reload(ReloadRequest request) {
        return locking(() -> {
            versions();
            long began = System.nanoTime();
            AgentRef ref = request.agent();
            List<ReloadOperation> plan = plan(folder.read(toBeRead(ref)), snapshot);
            if (ref != null) {
                plan = plan.stream().filter(concerning(ref)).toList();
                requireSome(ref, plan);
            }
            boolean refused = plan.stream().anyMatch(RefuseFile.class::isInstance);
            List<Outcome> outcomes;
            if (request.dryRun()) {
                outcomes = plan.stream().map(ReloadPreview::of).toList();
            } else if (request.validateFirst() && refused) {
                outcomes = apply(snapshot, refusalsOf(plan), "reload", began).done().stream()
                        .map(PlanApplier.Done::outcome)
                        .toList();
            } else {
                outcomes = apply(snapshot, plan, "reload", began).done().stream()
                        .map(PlanApplier.Done::outcome)
                        .toList();
            }
            return new ReloadReport(outcomes, request.dryRun(), (System.nanoTime() - began) / 1_000_000.0);
        });
    }

    private static List<ReloadOperation> refusalsOf(List<ReloadOperation> plan) {
        return plan.stream().filter(RefuseFile.class::isInstance).toList();
    }

    /** All files, or those that a reference may mean; changes of others show from outside. */
    private Predicate<String> toBeRead(@Nullable AgentRef ref) {
        if (ref == null) {
            return name -> true;
        }
        AgentEntry entry = AgentResolver.find(snapshot, ref);
        String stem = entry != null ? entry.slug() : AgentNames.stem(AgentNames.lastPart(ref.value()));
        return name -> AgentNames.stem(name).equals(stem);
    }

    /** Which operations a reference means: those on the agent that it names, or on a file that is no agent yet. */
    private Predicate<ReloadOperation> concerning(AgentRef ref) {
        AgentEntry entry = AgentResolver.find(snapshot, ref);
        String stem = AgentNames.stem(AgentNames.lastPart(ref.value()));
        return operation -> {
            FolderFile file = ReloadPreview.fileOf(operation);
            Incumbent incumbent = ReloadPreview.incumbentOf(operation);
            if (entry != null && !entry.isStopped()) {
                return operation.slug().equals(entry.slug())
                        || incumbent != null && incumbent.id().equals(entry.id());
            }
            return operation.slug().equals(stem)
                    || file != null && ref.value().equals(file.parsed().name())
                    || entry != null && incumbent != null && incumbent.id().equals(entry.id());
        };
    }

    private void requireSome(AgentRef ref, List<ReloadOperation> plan) {
        if (plan.isEmpty()) {
            throw AgentResolver.notRunning(AgentResolver.require(snapshot, ref));
        }
    }

    /** Makes agents what their files say now, for a caller that has changed some of them. */
    List<PlanApplier.Done> follow(String fileName, Predicate<ReloadOperation> which, String origin) {
        long began = System.nanoTime();
        List<ReloadOperation> plan = plan(folder.read(fileName::equals), snapshot);
        return apply(snapshot, plan.stream().filter(which).toList(), origin, began)
                .done();
    }

    /** Runs a change that no other change may disturb. */
    <T> T locking(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    void locked(Runnable change) {
        locking(() -> {
            change.run();
            return true;
        });
    }

    private Duration look(Set<String> touched, long noticedNanos) {
        return locking(() -> {
            List<FolderFile> files;
            try {
                files = folder.read(touched::contains);
            } catch (CaxtonException e) {
                if (folderReadable) {
                    LOG.warn("{}; agents serve on", e.problem().detail());
                }
                folderReadable = false;
                return SWEEP;
            }
            folderReadable = true;
            List<ReloadOperation> plan =
                    plan(files, snapshot).stream().filter(this::doesSomething).toList();
            List<ReloadOperation> due = due(plan);
            if (!due.isEmpty()) {
                apply(snapshot, due, "watch", noticedNanos);
            }
            return due.size() < plan.size() ? GRACE.dividedBy(4) : SWEEP;
        });
    }

    /** Most files are as they were at most looks. */
    private boolean doesSomething(ReloadOperation operation) {
        if (!(operation instanceof KeepAgent keep)) {
            return true;
        }
        AgentEntry entry = snapshot.byId(keep.incumbent().id());
        return entry == null
                || !entry.problems().isEmpty()
                || !keep.file().path().equals(entry.source());
    }

    /** Holds back what a second look may find otherwise: files just gone, and files just broken. */
    private List<ReloadOperation> due(List<ReloadOperation> plan) {
        Set<String> suspected = new HashSet<>();
        List<ReloadOperation> due = new ArrayList<>();
        long now = clock.millis();
        for (ReloadOperation operation : plan) {
            String key = suspicion(operation);
            if (key != null) {
                suspected.add(key);
            }
            if (key == null || now - suspicions.computeIfAbsent(key, first -> now) >= GRACE.toMillis()) {
                due.add(operation);
            }
        }
        suspicions.keySet().retainAll(suspected);
        return due;
    }

    private static @Nullable String suspicion(ReloadOperation operation) {
        return switch (operation) {
            case StopAgent stop -> "gone " + stop.incumbent().id();
            case RefuseFile refuse ->
                "broken " + refuse.file().fileName() + " "
                        + refuse.file().parsed().digest();
            default -> null;
        };
    }

    /** What a reload would do now; reads every file and changes nothing. */
    List<ReloadOperation> planned() {
        return plan(new AgentFolder(folder.directory(), parser, clock).read(name -> true), snapshot);
    }

    @Override
    public void close() {
        AgentFileWatcher open = locking(() -> watcher);
        if (open != null) {
            open.close();
        }
    }
}
