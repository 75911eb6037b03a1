package dev.caxton.engine.scenario;

import dev.caxton.api.agent.AgentFile;
import dev.caxton.engine.agent.builtin.http.LocalWeb;
import java.util.List;

/** What answers scenarios: an agent's file and messages in, replies out. */
interface ScenarioAnswerer extends AutoCloseable {

    /** Opens a conversation with an agent that remembers some facts, on a web of some pages. */
    Talk open(AgentFile agent, List<Scenario.Fact> memory, Web web) throws Exception;

    /** The web of a scenario. */
    record Web(LocalWeb server, boolean allowPrivateAddresses) {}

    /** A conversation. */
    interface Talk extends AutoCloseable {

        /** Says something and waits for the reply. */
        Reply say(String message);

        /** Files of the agent, by path. */
        List<String> files();
    }

    /** A reply with the tools that were called for it, each once, in order. */
    record Reply(String performative, String text, List<String> tools) {}
}
