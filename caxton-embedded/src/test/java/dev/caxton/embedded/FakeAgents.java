package dev.caxton.embedded;

import dev.caxton.api.ProblemType;
import dev.caxton.api.Subscription;
import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentId;
import dev.caxton.api.agent.AgentLogEntry;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.AgentType;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.agent.PingReport;
import dev.caxton.api.agent.ReloadAction;
import dev.caxton.api.agent.ReloadReport;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.api.memory.MemoryScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Agents that consist of one, and remember what they were asked. */
final class FakeAgents implements Agents {

    static final AgentId ID = AgentId.parse("0190b6f0-0000-7000-8000-000000000001");
    static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");

    final List<Object> asked = new CopyOnWriteArrayList<>();
    final List<Consumer<AgentLogEntry>> followers = new CopyOnWriteArrayList<>();

    static AgentDescription greeter() {
        return new AgentDescription(
                ID,
                "Greeter",
                "greeter",
                AgentType.CONFIG,
                AgentState.RUNNING,
                "1.0.0",
                1,
                "00",
                null,
                List.of("greeting"),
                List.of(),
                true,
                MemoryScope.AGENT,
                "embedded",
                "agents/greeter.md",
                AT,
                List.of());
    }

    void require(AgentRef agent) {
        if (!List.of("greeter", "Greeter", "agents/greeter.md", ID.toString()).contains(agent.value())) {
            throw FakeCaxton.problem(ProblemType.AGENT_NOT_FOUND, "No agent is named '" + agent + "'");
        }
    }

    @Override
    public List<AgentDescription> list(AgentFilter filter) {
        asked.add(filter);
        return List.of(greeter());
    }

    @Override
    public AgentDescription describe(AgentRef agent) {
        if (agent.value().equals("bug")) {
            throw new IllegalStateException("secret of the implementation");
        }
        require(agent);
        return greeter();
    }

    @Override
    public AgentDescription deploy(AgentFile file) {
        asked.add(file);
        if (file.content().contains("name: Greeter")) {
            throw FakeCaxton.problem(ProblemType.NAME_CONFLICT, "Name 'Greeter' is taken by agent greeter");
        }
        return greeter();
    }

    @Override
    public void remove(AgentRef agent) {
        require(agent);
        asked.add(agent);
    }

    @Override
    public ReloadReport reload(ReloadRequest request) {
        asked.add(request);
        return new ReloadReport(
                List.of(new ReloadReport.Outcome(
                        "greeter", ReloadAction.UNCHANGED, "1.0.0", "1.0.0", List.of(), List.of())),
                request.dryRun(),
                1.5);
    }

    @Override
    public ValidationReport validate(AgentFile file) {
        asked.add(file);
        boolean valid = !file.content().isEmpty();
        List<Violation> errors = valid ? List.of() : List.of(Violation.at("name", "name is missing", null));
        return new ValidationReport(file.name() == null ? "-" : file.name(), valid, null, null, errors, List.of());
    }

    @Override
    public ValidationReport validate(AgentRef agent) {
        require(agent);
        return new ValidationReport("agents/greeter.md", true, "Greeter", null, List.of(), List.of());
    }

    @Override
    public List<ValidationReport> validateAll() {
        return List.of(validate(AgentRef.of("greeter")));
    }

    @Override
    public PingReport ping(AgentRef agent, Duration timeout) {
        require(agent);
        asked.add(timeout);
        return new PingReport("greeter", true, AgentState.RUNNING, 0.5, null);
    }

    @Override
    public List<AgentLogEntry> logs(AgentRef agent, int tail, @Nullable String level) {
        require(agent);
        return List.of(new AgentLogEntry(AT, "info", "started"));
    }

    @Override
    public Subscription followLogs(AgentRef agent, @Nullable String level, Consumer<AgentLogEntry> listener) {
        require(agent);
        followers.add(listener);
        return () -> followers.remove(listener);
    }
}
