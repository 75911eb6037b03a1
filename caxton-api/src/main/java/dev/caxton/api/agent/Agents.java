package dev.caxton.api.agent;

import dev.caxton.api.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Agents: what is there, and how definitions come and go. May be shared between threads. */
public interface Agents {

    /** Agents that pass a filter, by slug. */
    List<AgentDescription> list(AgentFilter filter);

    /** One agent; {@code AGENT_NOT_FOUND} if nothing has that name. Stopped agents are found as well. */
    AgentDescription describe(AgentRef agent);

    /**
     * Accepts a new agent and writes its file into the agents directory; it answers when this returns. {@code
     * NAME_CONFLICT} if its name or slug is taken, {@code VALIDATION_FAILED} with every violation otherwise.
     */
    AgentDescription deploy(AgentFile file);

    /** Deletes an agent's file and stops it; its history and memory stay. */
    void remove(AgentRef agent);

    /** Reads agent files again. An invalid file never disturbs a running agent. */
    ReloadReport reload(ReloadRequest request);

    /** Checks a file as a deployment would, without deploying it. */
    ValidationReport validate(AgentFile file);

    /** Checks the file that a running or failed agent was read from. */
    ValidationReport validate(AgentRef agent);

    /** Checks every file of the agents directory, by file name. */
    List<ValidationReport> validateAll();

    /** Asks whether an agent reacts within a time. */
    PingReport ping(AgentRef agent, Duration timeout);

    /**
     * The newest lines of an agent's log, oldest first.
     *
     * @param tail most lines, 1 to 1000
     * @param level least level, {@code debug} to {@code error}; null for all
     */
    List<AgentLogEntry> logs(AgentRef agent, int tail, @Nullable String level);

    /** Tells each further line of an agent's log, on a thread of Caxton's, until closed. */
    Subscription followLogs(AgentRef agent, @Nullable String level, Consumer<AgentLogEntry> listener);
}
