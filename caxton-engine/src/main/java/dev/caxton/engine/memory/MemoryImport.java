package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.ImportReport;
import dev.caxton.api.memory.ImportReport.Defect;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.ImportBatch.Item;
import dev.caxton.engine.memory.Owners.Owner;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.memory.transfer.RecordSink;
import dev.caxton.engine.memory.transfer.TransferReader;
import dev.caxton.engine.memory.transfer.TransferRecord;
import dev.caxton.engine.store.Applied;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One import: reads records, checks them, and hands them to the writer batch by batch. Keeps a few batches in memory, and
 * the relations whose ends come later.
 */
final class MemoryImport implements RecordSink {

    private static final int BATCH = 100;
    private static final long BATCH_TEXT = 1 << 20;
    /** Batches on their way to the disk at one time. */
    private static final int IN_FLIGHT = 3;
    /** Relations that may wait for entities further down in the file. */
    private static final int MOST_WAITING = 100_000;

    private final Database database;
    private final Owners owners;
    private final TextGate gate;
    private final Embedder embedder;
    private final IdGenerator ids;
    private final Clock clock;
    private final ImportRequest request;
    private final String importId;
    private final ImportOutcome total = new ImportOutcome();
    private final List<Defect> defects = new ArrayList<>();
    private final Deque<Sent> sent = new ArrayDeque<>();
    private final List<Item> waiting = new ArrayList<>();
    private final Map<String, Owner> known = new HashMap<>();
    private final NamesSeen seen = new NamesSeen();
    private List<Item> batch = new ArrayList<>();
    private long batchText;
    private int batches;
    private long defectCount;
    private long entities;
    private long relations;
    private boolean stopped;
    private boolean hasHeader;
    private boolean lastPass;
    private TransferRecord.@Nullable End end;

    private record Sent(List<Item> items, CompletableFuture<Applied> answer) {}

    MemoryImport(
            Database database,
            Owners owners,
            TextGate gate,
            Embedder embedder,
            IdGenerator ids,
            Clock clock,
            ImportRequest request) {
        this.database = database;
        this.owners = owners;
        this.gate = gate;
        this.embedder = embedder;
        this.ids = ids;
        this.clock = clock;
        this.request = request;
        this.importId = request.importId() == null ? "imp_" + ids.next() : checkedId(request.importId());
        if (request.agentId() != null) {
            owners.require(request.agentId());
        }
        if (request.memoryScope() == MemoryScope.AGENT) {
            owners.owner(request.agentId(), MemoryScope.AGENT);
        }
    }

    private static String checkedId(String given) {
        if (!given.matches("[A-Za-z0-9._:-]{1,100}")) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "import id is '" + MemoryInput.cut(given) + "', expected 1 to 100 letters, digits or . _ : -",
                    (String) null);
        }
        return given;
    }

    ImportReport run(InputStream source) throws IOException {
        long start = System.nanoTime();
        try {
            new TransferReader().read(source, this);
        } finally {
            // Also where the input broke off: what was read so far in whole batches is kept.
            settle(0);
        }
        finish();
        return new ImportReport(
                importId,
                request.validateOnly() ? defectCount == 0 || request.skipCorrupted() : !stopped,
                entities + relations,
                total.created,
                total.updated,
                total.skipped,
                total.observations,
                total.relations,
                total.relationsUpdated,
                total.relationsSkipped,
                total.resolved,
                defectCount,
                defects,
                (System.nanoTime() - start) / 1e6);
    }

    private void finish() {
        if (hasHeader && end == null) {
            defect(
                    Math.max(1, entities + relations),
                    null,
                    "$",
                    "file ends without its last record, it may be cut off");
        } else if (end != null && (end.entities() != entities || end.relations() != relations)) {
            defect(
                    Math.max(1, entities + relations),
                    null,
                    "$",
                    "file has " + entities + " entities and " + relations + " relations, expected " + end.entities()
                            + " and " + end.relations());
        }
        if (entities + relations == 0 && defectCount == 0 && !hasHeader && end == null) {
            defect(1, null, "$", "file has no records, expected entities or relations");
        }
        flush();
        settle(0);
        lastPass = true;
        List<Item> open = List.copyOf(waiting);
        waiting.clear();
        for (Item item : open) {
            if (request.validateOnly()) {
                if (!endsKnown(item)) {
                    unknownEnd(item);
                }
            } else {
                add(item, 0);
            }
        }
        flush();
        settle(0);
    }

    @Override
    public void record(TransferRecord record, long line, String path) {
        switch (record) {
            case TransferRecord.Header header -> hasHeader |= path.equals("$");
            case TransferRecord.End last -> end = last;
            case TransferRecord.Entity entity -> {
                entities++;
                entity(entity, line, path);
            }
            case TransferRecord.Relation relation -> {
                relations++;
                relation(relation, line, path);
            }
        }
    }

    private void entity(TransferRecord.Entity entity, long line, String path) {
        if (!new RecordRules(this, gate, line, path).accepts(entity)) {
            return;
        }
        Owner owner = owner(entity.scope(), entity.agent(), line, path);
        if (owner == null) {
            return;
        }
        long text = entity.observations().stream()
                .mapToLong(fact -> fact.content().length())
                .sum();
        add(item(entity, line, path, owner, entity.observations().size() + 1), text);
    }

    private void relation(TransferRecord.Relation relation, long line, String path) {
        if (!new RecordRules(this, gate, line, path).accepts(relation)) {
            return;
        }
        Owner owner = owner(relation.scope(), relation.agent(), line, path);
        if (owner != null) {
            add(item(relation, line, path, owner, 1), 0);
        }
    }

    private Item item(TransferRecord record, long line, String path, Owner owner, int fresh) {
        RequestIds requestIds = new RequestIds(ids, importId + ":" + path + ":" + line);
        List<String> freshIds = new ArrayList<>(fresh);
        freshIds.add(requestIds.next(record instanceof TransferRecord.Entity ? "ent_" : "rel_"));
        while (freshIds.size() < fresh) {
            freshIds.add(requestIds.next("obs_"));
        }
        return new Item(record, line, path, owner.scope(), owner.agentId(), freshIds);
    }

    /** Where a record goes; null where that cannot be, which is told. */
    private @Nullable Owner owner(@Nullable String scope, @Nullable String agent, long line, String path) {
        String key = scope + "\n" + agent;
        Owner owner = known.get(key);
        if (owner == null) {
            try {
                owner = owner(scope, agent);
            } catch (CaxtonException e) {
                defect(
                        line,
                        null,
                        path + (scope == null ? "" : ".memory_scope"),
                        e.problem().detail());
                return null;
            }
            known.put(key, owner);
        }
        return owner;
    }

    private Owner owner(@Nullable String scope, @Nullable String agent) {
        MemoryScope wanted = request.memoryScope();
        if (wanted == null) {
            wanted = scope != null
                    ? WireName.parse(MemoryScope.class, "memory_scope", scope)
                    : request.agentId() == null ? MemoryScope.WORKSPACE : MemoryScope.AGENT;
        }
        return wanted == MemoryScope.AGENT
                ? owners.owner(request.agentId() == null ? agent : request.agentId(), wanted)
                : owners.owner(request.agentId(), wanted);
    }

    private void add(Item item, long text) {
        if (request.validateOnly()) {
            validate(item);
            return;
        }
        if (stopped) {
            return;
        }
        batch.add(item);
        batchText += text;
        if (batch.size() == BATCH || batchText >= BATCH_TEXT) {
            flush();
            settle(IN_FLIGHT - 1);
        }
    }

    private void validate(Item item) {
        switch (item.record()) {
            case TransferRecord.Entity entity -> seen.add(item, entity.id(), entity.name());
            case TransferRecord.Relation relation -> {
                if (!endsKnown(item)) {
                    await(item);
                }
            }
            case TransferRecord.Header header -> {}
            case TransferRecord.End last -> {}
        }
    }

    private boolean endsKnown(Item item) {
        return item.record() instanceof TransferRecord.Relation relation
                && isKnown(item, relation.from(), relation.fromName())
                && isKnown(item, relation.to(), relation.toName());
    }

    private boolean isKnown(Item item, String idOrName, @Nullable String name) {
        return seen.has(item, idOrName)
                || name != null && seen.has(item, name)
                || database.read(tx -> ImportedRelations.end(tx, item, idOrName, name))
                        .isPresent();
    }

    private void flush() {
        if (batch.isEmpty() || stopped) {
            batch.clear();
            return;
        }
        List<Item> items = batch;
        batch = new ArrayList<>();
        batchText = 0;
        batches++;
        ImportBatch command = new ImportBatch(
                importId,
                batches,
                request.mergeStrategy(),
                request.skipCorrupted(),
                embedder.model(),
                embedder.dimensions(),
                List.copyOf(items),
                BatchPrint.of(items));
        Operation operation = new Operation("import:" + importId + ":" + batches, Provenance.API, clock.instant());
        sent.add(new Sent(items, database.submit(operation, command)));
    }

    /** Waits until no more than some batches are on their way. */
    private void settle(int most) {
        while (sent.size() > most) {
            Sent oldest = sent.removeFirst();
            try {
                take(oldest.items(), ImportOutcome.parse(oldest.answer().join().outcome()));
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof CaxtonException failure)
                        || failure.type() != ProblemType.ENTITY_CONFLICT) {
                    sent.clear();
                    throw e.getCause() instanceof CaxtonException failure ? failure : e;
                }
                conflict(oldest.items(), failure);
            }
        }
    }

    private void conflict(List<Item> items, CaxtonException failure) {
        Item first = items.getFirst();
        long line = failure.problem().errors().stream()
                .map(error -> error.line() == null ? first.line() : (long) error.line())
                .findFirst()
                .orElse(first.line());
        String path = failure.problem().errors().isEmpty()
                ? first.path()
                : failure.problem().errors().getFirst().location();
        defect(line, null, path, failure.problem().detail().replaceFirst("^line \\d+: ", ""));
    }

    private void take(List<Item> items, ImportOutcome outcome) {
        total.created += outcome.created;
        total.updated += outcome.updated;
        total.skipped += outcome.skipped;
        total.observations += outcome.observations;
        total.relations += outcome.relations;
        total.relationsUpdated += outcome.relationsUpdated;
        total.relationsSkipped += outcome.relationsSkipped;
        total.resolved += outcome.resolved;
        for (ImportOutcome.Conflict conflict : outcome.conflicts) {
            Item item = items.get(conflict.place());
            defect(item.line(), null, item.path() + conflict.path(), conflict.message());
        }
        for (int place : outcome.unresolved) {
            await(items.get(place));
        }
    }

    private void await(Item item) {
        if (lastPass || waiting.size() == MOST_WAITING) {
            unknownEnd(item);
        } else {
            waiting.add(item);
        }
    }

    private void unknownEnd(Item item) {
        if (item.record() instanceof TransferRecord.Relation relation) {
            defect(
                    item.line(),
                    null,
                    item.path(),
                    "relation from '" + MemoryInput.cut(relation.from()) + "' to '" + MemoryInput.cut(relation.to())
                            + "' names an entity that is neither in the file nor in scope " + item.scope());
        }
    }

    @Override
    public void defect(long line, @Nullable Long byteInLine, String path, String message) {
        defectCount++;
        if (defects.size() < ImportReport.MOST_LISTED) {
            defects.add(new Defect(line, byteInLine, path, message));
        }
        if (!request.skipCorrupted() && !request.validateOnly()) {
            stopped = true;
        }
    }
}
