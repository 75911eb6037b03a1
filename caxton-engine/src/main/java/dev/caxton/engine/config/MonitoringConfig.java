package dev.caxton.engine.config;

import java.time.Duration;

/**
 * Metrics and health.
 *
 * @param metricsPort port of {@code /metrics} alone, 0 to 65535, 0 for any free one; default 9090; -1 for none
 * @param healthCheckInterval how often databases and model are looked at; default 30s
 */
public record MonitoringConfig(int metricsPort, Duration healthCheckInterval) {}
