package dev.caxton.engine.agent;

import dev.caxton.api.Violation;
import dev.caxton.api.agent.ReloadAction;
import dev.caxton.api.agent.ReloadReport.Outcome;
import dev.caxton.api.ops.EventType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells the log, the agents' logs, listeners and counters what a reload did. Shared between threads. */
final class AgentAnnouncements {

    private static final Logger LOG = LoggerFactory.getLogger(AgentService.class);

    private static final String START = "start";

    /** Problems in one line of the log. */
    private static final int LOGGED = 5;

    private final AgentPorts ports;
    private final AgentLogs logs;

    AgentAnnouncements(AgentPorts ports, AgentLogs logs) {
        this.ports = ports;
        this.logs = logs;
    }

    /**
     * Tells what was done.
     *
     * @param origin {@code start}, {@code watch}, {@code reload} or {@code deploy}
     * @param took from noticing the change, or from the request
     */
    void tell(List<PlanApplier.Done> done, String origin, Duration took) {
        done.forEach(one -> tell(one, origin, took));
        if (origin.equals(START)) {
            long refused = done.stream()
                    .filter(one -> one.outcome().action() == ReloadAction.REFUSED)
                    .count();
            LOG.info("agents loaded: {} files in {} ms, {} refused", done.size(), took.toMillis(), refused);
        }
    }

    private void tell(PlanApplier.Done done, String origin, Duration took) {
        Outcome outcome = done.outcome();
        switch (outcome.action()) {
            case STARTED -> inForce(EventType.AGENT_STARTED, done, origin, took);
            case REPLACED -> {
                inForce(EventType.AGENT_RELOADED, done, origin, took);
                if (done.returned()) {
                    LOG.info("agent_rolled_back {} version {}", outcome.agent(), outcome.version());
                    ports.events().accept(EventType.AGENT_ROLLED_BACK, data(done));
                }
            }
            case STOPPED -> {
                LOG.info("agent_stopped {}: its file is gone", outcome.agent());
                logs.append(outcome.agent(), "info", "stopped: its file is gone");
                ports.events().accept(EventType.AGENT_STOPPED, data(done));
            }
            case REFUSED -> {
                if (done.news() || !origin.equals("watch")) {
                    refused(done, origin);
                }
            }
            case UNCHANGED -> {} // nothing to tell
        }
    }

    private void inForce(EventType event, PlanApplier.Done done, String origin, Duration took) {
        Outcome outcome = done.outcome();
        Map<String, Object> data = data(done);
        data.put("origin", origin);
        LOG.atLevel(origin.equals(START) ? Level.DEBUG : Level.INFO)
                .log("{} {} version {} ({})", event.wireName(), outcome.agent(), outcome.version(), origin);
        logs.append(
                outcome.agent(),
                "info",
                outcome.previousVersion() == null
                        ? "started version " + outcome.version()
                        : "version " + outcome.version() + " replaced " + outcome.previousVersion());
        outcome.warnings().forEach(warning -> logs.append(outcome.agent(), "warn", warning.toString()));
        if (!outcome.warnings().isEmpty()) {
            LOG.info(
                    "agent {} has {} warnings: {}",
                    outcome.agent(),
                    outcome.warnings().size(),
                    first(outcome.warnings()));
        }
        if (!origin.equals(START)) {
            data.put("duration_ms", took.toNanos() / 1_000_000.0);
            ports.counters().succeeded(took);
        }
        ports.events().accept(event, data);
    }

    private void refused(PlanApplier.Done done, String origin) {
        Outcome outcome = done.outcome();
        AgentEntry agent = done.agent();
        String name = agent == null || agent.name().equals(outcome.agent()) ? "" : " " + agent.name();
        boolean serving = outcome.version() != null;
        // Recovery scripts search the log for the token followed by the agent (reference 4.7).
        LOG.warn(
                "validation_failed {}{}: {}, {}",
                outcome.agent(),
                name,
                serving ? "version " + outcome.version() + " serves on" : "nothing serves",
                first(outcome.problems()));
        if (mentions(outcome.problems(), "Unknown tool")) {
            LOG.warn("tool_loading_error {}{}", outcome.agent(), name);
        }
        if (mentions(outcome.problems(), "leaves the agents directory")) {
            LOG.warn("hot_reload_security_violation {}{}", outcome.agent(), name);
        }
        outcome.problems().forEach(problem -> logs.append(outcome.agent(), "error", problem.toString()));
        Map<String, Object> data = data(done);
        data.put(
                "problems", outcome.problems().stream().map(Violation::toString).toList());
        ports.events().accept(serving ? EventType.RELOAD_REFUSED : EventType.AGENT_FAILED, data);
        if (!origin.equals(START)) {
            ports.counters().failed();
        }
    }

    /** Tells that a definition that came over the network was refused. */
    void refusedDeployment(@Nullable String name, List<Violation> problems) {
        LOG.warn("config_validation_failed {}: {}", name == null ? "(no name)" : name, first(problems));
    }

    /** What fits a line of the log; the agent's own log has them all. */
    private static List<Violation> first(List<Violation> problems) {
        return problems.subList(0, Math.min(LOGGED, problems.size()));
    }

    private static boolean mentions(List<Violation> problems, String words) {
        return problems.stream().anyMatch(problem -> problem.message().contains(words));
    }

    private static Map<String, Object> data(PlanApplier.Done done) {
        Outcome outcome = done.outcome();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("agent", outcome.agent());
        AgentEntry agent = done.agent();
        if (agent != null) {
            data.put("id", agent.id().toString());
            data.put("name", agent.name());
        }
        if (outcome.version() != null) {
            data.put("version", outcome.version());
        }
        if (outcome.previousVersion() != null) {
            data.put("previous_version", outcome.previousVersion());
        }
        if (agent != null && agent.version() != null) {
            data.put("sequence", agent.version().sequence());
        }
        return data;
    }
}
