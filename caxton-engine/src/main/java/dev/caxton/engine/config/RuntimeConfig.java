package dev.caxton.engine.config;

import java.time.Duration;

/**
 * Agents and their files.
 *
 * @param maxAgents most agents, 1 to 10000; default 1000
 * @param enableHotReload whether the agents directory is watched; default true
 * @param reloadDebounce quiet time after the last change of a file before it is read; default 20ms
 * @param maxConcurrentMessages most messages that one agent works on at once, 1 to 1000; default 16
 */
public record RuntimeConfig(
        int maxAgents, boolean enableHotReload, Duration reloadDebounce, int maxConcurrentMessages) {}
