package dev.caxton.engine.ops;

import dev.caxton.api.ops.AgentsHealth;
import java.util.function.Supplier;

/** Metrics of agents and of the messages they answer. Thread-safe. */
public final class AgentMetrics {

    private final LatencyWindow responses = new LatencyWindow();
    private final LatencyWindow reloads = new LatencyWindow();
    private final LatencyWindow toolCalls = new LatencyWindow();
    private final LatencyWindow messageTimes = new LatencyWindow();
    private final Tally reloadsSucceeded;
    private final Tally reloadsFailed;
    private final Tally messagesProcessed;
    private final Tally messagesFailed;

    /** Registers them; the supplier takes no lock and does no input or output. */
    public AgentMetrics(Metrics metrics, Supplier<AgentsHealth> agents) {
        counts(metrics, agents);
        reloadsSucceeded =
                metrics.counter("caxton_agent_reload_success_total", "Reloads of an agent that took effect.");
        reloadsFailed = metrics.counter("caxton_agent_reload_failed_total", "Reloads of an agent that were refused.");
        messagesProcessed = metrics.counter("caxton_messages_processed_total", "Messages that agents answered.");
        messagesFailed = metrics.counter("caxton_messages_failed_total", "Messages that no agent could answer.");
        metrics.counted(
                "caxton_messages_total", "Messages by outcome.", messagesProcessed::value, "status", "processed");
        metrics.counted("caxton_messages_total", "Messages by outcome.", messagesFailed::value, "status", "failed");
        for (String name :
                new String[] {"caxton_agent_response_duration_seconds", "caxton_agent_response_time_seconds"}) {
            metrics.summary(name, "Time an agent took to answer.", responses);
        }
        metrics.gauge(
                "caxton_agent_response_latency_p99",
                "99th percentile of recent answers in seconds.",
                () -> responses.snapshot().p99());
        metrics.summary("caxton_agent_reload_duration_seconds", "Time from a file's change to its effect.", reloads);
        metrics.summary("caxton_agent_tool_call_duration_seconds", "Time of a tool call.", toolCalls);
        metrics.histogram(
                "caxton_message_latency_seconds", "Time from accepting a message to its answer.", messageTimes);
        metrics.gauge(
                "caxton_agent_message_latency_p99",
                "99th percentile of recent messages in seconds, waiting included.",
                () -> messageTimes.snapshot().p99());
    }

    private static void counts(Metrics metrics, Supplier<AgentsHealth> agents) {
        String config = "Config agents that are not stopped.";
        String wasm = "WASM agents that are not stopped.";
        String all = "Agents that are not stopped.";
        metrics.gauge("caxton_agent_config_count", config, () -> agents.get().configAgents());
        metrics.gauge("caxton_agent_wasm_count", wasm, () -> agents.get().wasmAgents());
        metrics.gauge("caxton_wasm_agent_count", wasm, () -> agents.get().wasmAgents());
        metrics.gauge("caxton_agents_config_total", config, () -> agents.get().configAgents());
        metrics.gauge("caxton_agents_wasm_total", wasm, () -> agents.get().wasmAgents());
        metrics.gauge(
                "caxton_agents_failed_total",
                "Agents that failed, crashed or err too often.",
                () -> agents.get().failing());
        metrics.gauge("caxton_agents_total", all, () -> agents.get().configAgents(), "type", "config");
        metrics.gauge("caxton_agents_total", all, () -> agents.get().wasmAgents(), "type", "wasm");
        metrics.gauge(
                "caxton_active_agents",
                all,
                () -> agents.get().configAgents() + agents.get().wasmAgents());
    }

    /** Times that agents took to answer, without waiting. */
    public LatencyWindow responses() {
        return responses;
    }

    /** Times from the change of a file to its effect. */
    public LatencyWindow reloads() {
        return reloads;
    }

    /** Times of tool calls. */
    public LatencyWindow toolCalls() {
        return toolCalls;
    }

    /** Times from accepting a message to its answer, waiting included. */
    public LatencyWindow messageTimes() {
        return messageTimes;
    }

    /** Reloads of an agent that took effect. */
    public Tally reloadsSucceeded() {
        return reloadsSucceeded;
    }

    /** Reloads of an agent that were refused. */
    public Tally reloadsFailed() {
        return reloadsFailed;
    }

    /** Messages that were answered. */
    public Tally messagesProcessed() {
        return messagesProcessed;
    }

    /** Messages that were given up. */
    public Tally messagesFailed() {
        return messagesFailed;
    }
}
