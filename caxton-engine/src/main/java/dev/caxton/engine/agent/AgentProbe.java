package dev.caxton.engine.agent;

import java.util.concurrent.CompletionStage;

/** Asks a running agent for a sign of life; implemented by what runs agents. */
@FunctionalInterface
public interface AgentProbe {

    /** Completes once the agent has taken a probe from its queue; fails if it cannot. */
    CompletionStage<Void> probe(String slug);
}
