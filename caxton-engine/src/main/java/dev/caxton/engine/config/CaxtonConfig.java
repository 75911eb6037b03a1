package dev.caxton.engine.config;

/**
 * The configuration in force, as a tree of records; names are those of {@code docs/reference/configuration.md}.
 *
 * @param server network, directories, shutdown
 * @param runtime agents and their files
 * @param memory the knowledge store
 * @param messaging messages and conversations
 * @param llm chat models
 * @param tools built-in tools
 * @param logging the log
 * @param monitoring metrics and health
 * @param security who may come in
 * @param network what the ports let through
 */
public record CaxtonConfig(
        ServerConfig server,
        RuntimeConfig runtime,
        MemoryConfig memory,
        MessagingConfig messaging,
        LlmConfig llm,
        ToolsConfig tools,
        LoggingConfig logging,
        MonitoringConfig monitoring,
        SecurityConfig security,
        NetworkConfig network) {}
