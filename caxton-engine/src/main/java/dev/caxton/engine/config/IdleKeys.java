package dev.caxton.engine.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the documents that have no effect yet. They are accepted, so that an existing file keeps working, and each
 * one gives a warning.
 */
final class IdleKeys {

    private static final String PLAIN = "has no effect in this version";

    /**
     * One key, or all keys below one if it ends in a full stop.
     *
     * @param name dotted name
     * @param warning what an operator should know
     */
    record IdleKey(String name, String warning) {
        boolean covers(String key) {
            return name.endsWith(".")
                    ? key.startsWith(name) || key.equals(name.substring(0, name.length() - 1))
                    : key.equals(name);
        }
    }

    /** Those that protect something come first and say what is not protected. */
    static final List<IdleKey> ALL = List.of(
            new IdleKey(
                    "server.file_permissions",
                    "has no effect: files of the data directory are readable by their owner only"),
            new IdleKey(
                    "security.authentication.",
                    "has no effect: callers come in with keys, of which security.authentication.enabled and server.host"
                            + " say who needs one"),
            new IdleKey("security.authorization.", "has no effect: a key's role says what its holder may do"),
            new IdleKey("security.rate_limiting.window", "has no effect: the limit holds at every moment"),
            new IdleKey(
                    "security.rate_limiting.exclude_paths", "has no effect: health and readiness are never limited"),
            new IdleKey("security.validation.", PLAIN),
            new IdleKey("security.cluster.", PLAIN),
            new IdleKey("security.api.", PLAIN),
            new IdleKey("security.agents.", PLAIN),
            new IdleKey("security.audit.", PLAIN),
            new IdleKey("server.dashboard_enabled", "has no effect: there is no dashboard"),
            new IdleKey("server.cors.", "has no effect: server.cors.allowed_origins is the switch"),
            new IdleKey("server.max_concurrent_conversations", PLAIN),
            new IdleKey("runtime.agent_timeout", PLAIN),
            new IdleKey("runtime.conversation_cleanup", PLAIN),
            new IdleKey("runtime.max_memory_per_agent", PLAIN),
            new IdleKey("runtime.cpu_limit_per_agent", PLAIN),
            new IdleKey("llm.fallback_model", PLAIN),
            new IdleKey("llm.openai.timeout", PLAIN),
            new IdleKey("llm.openai.organization", PLAIN),
            new IdleKey("llm.openai.models", PLAIN),
            new IdleKey("llm.openai.max_tokens", PLAIN),
            new IdleKey("llm.openai.temperature", PLAIN),
            new IdleKey("llm.anthropic.", PLAIN),
            new IdleKey("llm.azure.", PLAIN),
            new IdleKey("llm.local.", PLAIN),
            new IdleKey("llm.ollama.", PLAIN),
            new IdleKey("llm.providers.", PLAIN),
            new IdleKey("llm.fallback_strategy.", PLAIN),
            new IdleKey("llm.retry_policy.", PLAIN),
            new IdleKey("llm.caching.", PLAIN),
            new IdleKey("llm.streaming.", PLAIN),
            new IdleKey("llm.health_check.", PLAIN),
            new IdleKey("llm.monitoring.", PLAIN),
            new IdleKey("memory.embedded.", PLAIN),
            new IdleKey("memory.neo4j.", PLAIN),
            new IdleKey("memory.qdrant.", PLAIN),
            new IdleKey("memory.sqlite_config.", PLAIN),
            new IdleKey("memory.embedding_config.", PLAIN),
            new IdleKey("memory.cleanup.", PLAIN),
            new IdleKey("memory.scaling.", PLAIN),
            new IdleKey("memory.memory_writes.", PLAIN),
            new IdleKey("memory.model_cache.", PLAIN),
            new IdleKey("memory.fallback_models", PLAIN),
            new IdleKey("memory.fallback_strategy", PLAIN),
            new IdleKey("memory.allow_dimension_mismatch", PLAIN),
            new IdleKey("memory.download.", PLAIN),
            new IdleKey("messaging.delivery_timeout", PLAIN),
            new IdleKey("messaging.conversation_ttl", PLAIN),
            new IdleKey(
                    "messaging.enable_message_persistence", "has no effect: accepted messages are always kept on disk"),
            new IdleKey("messaging.message_retention", PLAIN),
            new IdleKey("messaging.capability_routing.", PLAIN),
            new IdleKey("messaging.circuit_breaker.", PLAIN),
            new IdleKey("conversation_timeouts.", PLAIN),
            new IdleKey("capabilities.", PLAIN),
            new IdleKey("tools.sandbox_memory_limit", PLAIN),
            new IdleKey("tools.sandbox_cpu_limit", PLAIN),
            new IdleKey(
                    "tools.allowed_tools",
                    "has no effect in this version: an agent file grants the tools of its agent"),
            new IdleKey("tools.tool_configs.", PLAIN),
            new IdleKey("agents.", PLAIN),
            new IdleKey("observability.logging.max_size", PLAIN),
            new IdleKey("observability.logging.max_files", PLAIN),
            new IdleKey("observability.logging.compress", PLAIN),
            new IdleKey("observability.metrics.", PLAIN),
            new IdleKey("observability.tracing.", PLAIN),
            new IdleKey("cluster.", "has no effect: this version runs on one node"),
            new IdleKey("coordination.", "has no effect: this version runs on one node"),
            new IdleKey("partition.", "has no effect: this version runs on one node"),
            new IdleKey("performance.", PLAIN),
            new IdleKey("retention.", PLAIN),
            new IdleKey("backup.", PLAIN),
            new IdleKey("error_handling.", PLAIN),
            new IdleKey("http_server.", PLAIN),
            new IdleKey("api_optimization.", PLAIN),
            new IdleKey("request_handling.", PLAIN),
            new IdleKey("wasm_runtime.", PLAIN));

    /** Documented variables whose keys are idle, and those that the launcher and the command line read. */
    private static final Set<String> VARIABLES_WITHOUT_EFFECT = Set.of(
            "CAXTON_JWT_SECRET",
            "CAXTON_TRACING_ENABLED",
            "CAXTON_MEMORY_MAX_ENTITIES",
            "CAXTON_CLUSTER_ENABLED",
            "CAXTON_NODE_NAME",
            "CAXTON_ROOT_PASSWORD");

    private static final Set<String> VARIABLES_READ_ELSEWHERE = Set.of(
            "CAXTON_CONFIG",
            "CAXTON_CONFIG_PATH",
            "CAXTON_URL",
            "CAXTON_API_KEY",
            "CAXTON_CA_FILE",
            "CAXTON_CLIENT_CERT",
            "CAXTON_CLIENT_KEY",
            "CAXTON_HOME",
            "CAXTON_JAVA",
            "CAXTON_JAVA_HOME",
            "CAXTON_JAVA_OPTS",
            "CAXTON_OPTS");

    private IdleKeys() {}

    /** The warning for a key that is known and has no effect; null for any other. */
    static @Nullable String warning(String key) {
        for (IdleKey idle : ALL) {
            if (idle.covers(key)) {
                return key + " " + idle.warning();
            }
        }
        return null;
    }

    /** Whether an environment variable stands for a key without effect. */
    static boolean coversVariable(String variable) {
        return VARIABLES_WITHOUT_EFFECT.contains(variable)
                || variable.startsWith("CAXTON_OAUTH2_")
                || ALL.stream().anyMatch(idle -> {
                    String name = ConfigKey.environmentName(idle.name());
                    return idle.name().endsWith(".") ? variable.startsWith(name) : variable.equals(name);
                });
    }

    /** Whether an environment variable is no setting, but meant for the launcher, the command line or an orchestrator. */
    static boolean readElsewhere(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return VARIABLES_READ_ELSEWHERE.contains(name) || name.matches("CAXTON_(SERVICE_.*|PORT_\\d+_(TCP|UDP).*)");
    }
}
