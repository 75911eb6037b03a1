package dev.caxton.engine.agent.runtime;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.engine.agent.AgentLogs;
import dev.caxton.engine.agent.ServingAgent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;

/** Looks up what an agent remembers on a subject. Thread-safe. */
public final class Recall {

    private final Memory memory;
    private final IntSupplier limit;
    private final AgentLogs logs;
    private final Runnable awaitModel;

    /**
     * Recalls at most that many memories.
     *
     * @param awaitModel returns once the embedding model is loaded, or after a while without it
     */
    public Recall(Memory memory, IntSupplier limit, AgentLogs logs, Runnable awaitModel) {
        this.memory = requireNonNull(memory, "memory");
        this.limit = requireNonNull(limit, "limit");
        this.logs = requireNonNull(logs, "logs");
        this.awaitModel = requireNonNull(awaitModel, "awaitModel");
    }

    /** The nearest memories; none if the agent has no memory or the embedding model is not ready. */
    List<ChatRequest.MemoryPassage> passages(ServingAgent agent, String subject) {
        if (!agent.definition().memoryEnabled()) {
            return List.of();
        }
        awaitModel.run();
        MemoryQuery query =
                new MemoryQuery(agent.id().toString(), subject, null, Set.of(), limit.getAsInt(), null, false);
        try {
            return memory.search(query).results().stream()
                    .map(hit -> new ChatRequest.MemoryPassage(
                            hit.entityId(),
                            hit.entityName(),
                            hit.matched() == null ? hit.entityName() + " (" + hit.entityType() + ")" : hit.matched(),
                            Objects.requireNonNullElse(hit.similarityScore(), 0.0),
                            hit.metadata()))
                    .toList();
        } catch (CaxtonException e) {
            if (e.type() != ProblemType.EMBEDDING_UNAVAILABLE) {
                throw e;
            }
            // An agent without recall still answers; its log says why the answer rests on nothing remembered.
            logs.append(agent.slug(), "warn", "answered without memory: " + e.getMessage());
            return List.of();
        }
    }
}
