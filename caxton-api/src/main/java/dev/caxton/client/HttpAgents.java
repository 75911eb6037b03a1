package dev.caxton.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
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
import dev.caxton.wire.DurationText;
import dev.caxton.wire.WireJson;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Agents over HTTP. */
final class HttpAgents implements Agents {

    private final Exchange exchange;
    private final Set<Following> followings;

    HttpAgents(Exchange exchange, Set<Following> followings) {
        this.exchange = exchange;
        this.followings = followings;
    }

    @Override
    public List<AgentDescription> list(AgentFilter filter) {
        return exchange.request("GET", "agents")
                .query("type", filter.type())
                .query("status", filter.states())
                .query("capability", filter.capability())
                .asList(AgentDescription.class);
    }

    @Override
    public AgentDescription describe(AgentRef agent) {
        return exchange.request("GET", "agents", segment(agent)).as(AgentDescription.class);
    }

    @Override
    public AgentDescription deploy(AgentFile file) {
        ObjectNode body = WireJson.mapper().valueToTree(file);
        body.put("type", "config");
        return exchange.request("POST", "agents").body(body).as(AgentDescription.class);
    }

    @Override
    public void remove(AgentRef agent) {
        exchange.request("DELETE", "agents", segment(agent)).done();
    }

    @Override
    public ReloadReport reload(ReloadRequest request) {
        AgentRef agent = request.agent();
        WireRequest wire = agent == null
                ? exchange.request("POST", "agents", "reload")
                : exchange.request("POST", "agents", segment(agent), "reload");
        return wire.query("validate_first", request.validateFirst())
                .query("dry_run", request.dryRun())
                .as(ReloadReport.class);
    }

    @Override
    public ValidationReport validate(AgentFile file) {
        return exchange.request("POST", "agents", "validate").body(file).as(ValidationReport.class, 422);
    }

    @Override
    public ValidationReport validate(AgentRef agent) {
        return exchange.request("GET", "agents", segment(agent), "validation").as(ValidationReport.class);
    }

    @Override
    public List<ValidationReport> validateAll() {
        return exchange.request("GET", "agents", "validations").asList(ValidationReport.class);
    }

    @Override
    public PingReport ping(AgentRef agent, Duration timeout) {
        return exchange.request("POST", "agents", segment(agent), "ping")
                .query("timeout", DurationText.format(timeout))
                .longerBy(timeout)
                .as(PingReport.class);
    }

    @Override
    public List<AgentLogEntry> logs(AgentRef agent, int tail, @Nullable String level) {
        return exchange.request("GET", "agents", segment(agent), "logs")
                .query("tail", tail)
                .query("level", level)
                .asList(AgentLogEntry.class);
    }

    @Override
    public Subscription followLogs(AgentRef agent, @Nullable String level, Consumer<AgentLogEntry> listener) {
        WireRequest request = exchange.request("GET", "agents", segment(agent), "logs")
                .query("follow", true)
                .query("level", level);
        return Following.open(exchange, request, HttpOperations.decoding(AgentLogEntry.class, listener), followings);
    }

    /**
     * An agent's place in a URL. Of a path the file's name is what addresses its agent, and most servers refuse a
     * slash within a segment.
     */
    static String segment(AgentRef agent) {
        String value = agent.value();
        int slash = Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\'));
        String segment = value.substring(slash + 1);
        if (slash >= 0) {
            segment = segment.replaceFirst("\\.(md|toml)$", "");
        }
        if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
            throw CaxtonException.of(
                    ProblemType.AGENT_NOT_FOUND,
                    "No agent is named '" + ProblemReader.cut(value) + "'",
                    "List them with 'caxton agents list'.");
        }
        return segment;
    }
}
