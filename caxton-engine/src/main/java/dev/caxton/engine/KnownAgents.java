package dev.caxton.engine;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.NotFoundException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.engine.agent.AgentService;
import dev.caxton.engine.agent.ServingAgent;
import dev.caxton.engine.memory.ResolvedAgent;
import dev.caxton.engine.messaging.Receivers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What other features ask of agents.
 *
 * @param agents asked for with each question, since those features come up before it
 */
record KnownAgents(Supplier<AgentService> agents) {

    /** Empty for an agent that does not serve, whose memory waits for it. */
    Optional<Duration> retention(String agent, Duration usual) {
        return agents.get()
                .find(AgentRef.of(agent))
                .map(found -> Objects.requireNonNullElse(
                        found.definition().memoryRules().retention(), usual));
    }

    void require(String ref) {
        agents.get().describe(AgentRef.of(ref));
    }

    Optional<ResolvedAgent> owner(String ref) {
        try {
            AgentDescription found = agents.get().describe(AgentRef.of(ref));
            return Optional.of(new ResolvedAgent(found.id().toString(), found.slug()));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    MemoryScope scope(String slug) {
        return agents.get()
                .find(AgentRef.of(slug))
                .map(agent -> agent.definition().memoryScope())
                .orElse(MemoryScope.AGENT);
    }

    Receivers.Receiver receiver(AgentRef ref) {
        ServingAgent agent = agents.get().require(ref);
        if (agent.state() != AgentState.RUNNING) {
            throw CaxtonException.of(
                    ProblemType.AGENT_NOT_RUNNING,
                    "agent '" + agent.slug() + "' is " + agent.state() + ", expected running",
                    "GET /api/v1/agents/" + agent.slug() + " says why");
        }
        return new Receivers.Receiver(agent.id(), agent.slug());
    }

    AgentsHealth health() {
        int running = 0;
        int failing = 0;
        for (AgentDescription agent : agents.get().list(AgentFilter.ALL)) {
            running++;
            if (agent.state() == AgentState.FAILED || agent.state() == AgentState.CRASHED) {
                failing++;
            }
        }
        return new AgentsHealth(running, 0, failing);
    }
}
