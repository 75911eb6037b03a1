package dev.caxton.api.agent;

import dev.caxton.api.WireName;

/** What an agent is made of. */
public enum AgentType implements WireName {
    /** A text definition that the host runs. */
    CONFIG("config"),
    /** A WebAssembly module. */
    WASM("wasm");

    private final String wireName;

    AgentType(String wireName) {
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
