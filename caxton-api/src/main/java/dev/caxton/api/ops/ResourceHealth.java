package dev.caxton.api.ops;

/**
 * What the process uses.
 *
 * @param memoryMb resident memory in MB
 * @param cpuPercent recent load of the process, 0 to 100 over all processors
 * @param diskGb free space where the data directory lies, in GB
 */
public record ResourceHealth(long memoryMb, double cpuPercent, double diskGb) {}
