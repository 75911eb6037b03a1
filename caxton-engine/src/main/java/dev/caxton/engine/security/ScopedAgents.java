package dev.caxton.engine.security;

import dev.caxton.api.Subscription;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentLogEntry;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.agent.PingReport;
import dev.caxton.api.agent.ReloadReport;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.api.security.Admission;
import dev.caxton.api.security.Caller;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Agents as the caller may see them. Thread-safe. */
public final class ScopedAgents implements Agents {

    private final Agents agents;
    private final AgentScope scope;

    /** Narrows agents to the caller's. */
    public ScopedAgents(Callers callers, Agents agents) {
        this.agents = agents;
        this.scope = new AgentScope(callers, agents);
    }

    @Override
    public List<AgentDescription> list(AgentFilter filter) {
        Caller caller = scope.limited();
        List<AgentDescription> all = agents.list(filter);
        return caller == null
                ? all
                : all.stream().filter(agent -> AgentScope.sees(caller, agent)).toList();
    }

    @Override
    public AgentDescription describe(AgentRef agent) {
        scope.require(agent);
        return agents.describe(agent);
    }

    @Override
    public AgentDescription deploy(AgentFile file) {
        scope.requireWhole("a new agent");
        try (Admission.Binding call = scope.call()) {
            return agents.deploy(file);
        }
    }

    @Override
    public void remove(AgentRef agent) {
        scope.require(agent);
        try (Admission.Binding call = scope.call()) {
            agents.remove(agent);
        }
    }

    @Override
    public ReloadReport reload(ReloadRequest request) {
        AgentRef agent = request.agent();
        if (agent == null) {
            scope.requireWhole("a reload of every agent");
        } else {
            scope.require(agent);
        }
        try (Admission.Binding call = scope.call()) {
            return agents.reload(request);
        }
    }

    @Override
    public ValidationReport validate(AgentFile file) {
        return agents.validate(file);
    }

    @Override
    public ValidationReport validate(AgentRef agent) {
        scope.require(agent);
        return agents.validate(agent);
    }

    @Override
    public List<ValidationReport> validateAll() {
        scope.requireWhole("a check of every agent");
        return agents.validateAll();
    }

    @Override
    public PingReport ping(AgentRef agent, Duration timeout) {
        scope.require(agent);
        return agents.ping(agent, timeout);
    }

    @Override
    public List<AgentLogEntry> logs(AgentRef agent, int tail, @Nullable String level) {
        scope.require(agent);
        return agents.logs(agent, tail, level);
    }

    @Override
    public Subscription followLogs(AgentRef agent, @Nullable String level, Consumer<AgentLogEntry> listener) {
        scope.require(agent);
        return agents.followLogs(agent, level, listener);
    }
}
