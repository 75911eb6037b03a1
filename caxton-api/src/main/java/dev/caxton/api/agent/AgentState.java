package dev.caxton.api.agent;

import dev.caxton.api.WireName;

/** Where an agent is in its life. */
public enum AgentState implements WireName {
    /** Being brought up. */
    STARTING("starting"),
    /** Answers. */
    RUNNING("running"),
    /** Keeps its messages and does not answer, until resumed. */
    SUSPENDED("suspended"),
    /** Finishes what it has and takes nothing new. */
    DRAINING("draining"),
    /** Ended on purpose; its history and memory stay. */
    STOPPED("stopped"),
    /** Its definition or its start failed. */
    FAILED("failed"),
    /** Died while running and has spent its restarts. */
    CRASHED("crashed"),
    /** In quarantine. */
    ISOLATED("isolated");

    private final String wireName;

    AgentState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
