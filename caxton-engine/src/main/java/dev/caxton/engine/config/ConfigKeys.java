package dev.caxton.engine.config;

import dev.caxton.api.security.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every key that has an effect, in the order of the reference page. Reading, checking, {@code config show}, the
 * commented {@code caxton.yaml} of {@code init} and {@code docs/reference/configuration.md} all come from this table.
 */
final class ConfigKeys {

    static final ConfigKey<String> HOST = ConfigKey.of(
                    "server.host", ValueType.host(), "127.0.0.1", "Address to listen on.")
            .option("--host")
            .environment("CAXTON_HOST");
    static final ConfigKey<Integer> PORT = ConfigKey.of(
                    "server.port",
                    ValueType.whole(0, 65_535),
                    "8080",
                    "Port of the REST interface; 0 for any free one.")
            .option("--port")
            .environment("CAXTON_PORT");
    static final ConfigKey<Path> DATA_DIR = ConfigKey.of(
                    "server.data_dir",
                    ValueType.path(),
                    "data",
                    "Directory of the databases, relative to the working directory.")
            .option("--data-dir")
            .environment("CAXTON_DATA_DIR");
    static final ConfigKey<Path> AGENTS_DIR = ConfigKey.open(
                    "server.agents_dir",
                    ValueType.path(),
                    "what `caxton init` recorded in the data directory, else `agents` beside it",
                    "Directory of agent files, relative to the working directory.")
            .option("--agents-dir")
            .environment("CAXTON_AGENTS_DIR");
    static final ConfigKey<Duration> REQUEST_TIMEOUT = ConfigKey.of(
            "server.request_timeout", ValueType.duration("1s", "1h"), "30s", "Longest time for one request.");
    static final ConfigKey<Duration> SHUTDOWN_TIMEOUT = ConfigKey.of(
            "server.shutdown_timeout",
            ValueType.duration("0s", "1h"),
            "25s",
            "Longest time for requests in flight when stopping.");
    static final ConfigKey<ByteSize> MAX_BODY_SIZE = ConfigKey.of(
                    "server.max_body_size", ValueType.size("1kB", "1GB"), "10MB", "Largest request body.")
            .also("security.validation.max_payload_size");

    static final ConfigKey<Integer> MAX_AGENTS =
            ConfigKey.of("runtime.max_agents", ValueType.whole(1, 10_000), "1000", "Most agents.");
    static final ConfigKey<Boolean> ENABLE_HOT_RELOAD = ConfigKey.of(
            "runtime.enable_hot_reload", ValueType.bool(), "true", "Whether the agents directory is watched.");
    static final ConfigKey<Duration> RELOAD_DEBOUNCE = ConfigKey.of(
            "runtime.reload_debounce",
            ValueType.duration("0ms", "1m"),
            "20ms",
            "Quiet time after the last change of a file before it is read.");
    static final ConfigKey<Integer> MAX_CONCURRENT_MESSAGES = ConfigKey.of(
            "runtime.max_concurrent_messages",
            ValueType.whole(1, 1000),
            "16",
            "Most messages that one agent works on at once.");
    static final ConfigKey<Boolean> EAGER_START = ConfigKey.of(
            "runtime.eager_start",
            ValueType.bool(),
            "false",
            "Whether an application that has the engine injected opens it when it starts, not when it first uses it.");

    static final ConfigKey<String> BACKEND =
            ConfigKey.of("memory.backend", ValueType.choice("embedded"), "embedded", "Where knowledge is kept.");
    static final ConfigKey<String> SQLITE_PATH = ConfigKey.of(
                    "memory.sqlite_path",
                    ValueType.text(),
                    "memory.db",
                    "Database file of the knowledge, relative to the data directory.")
            .also(new Bridge("memory.embedded.database_path", Bridge.Meaning.PATH_FROM_WORKING_DIRECTORY));
    static final ConfigKey<String> EMBEDDING_MODEL = ConfigKey.of(
            "memory.embedding_model",
            ValueType.text(),
            "all-MiniLM-L6-v2",
            "Model that turns texts into vectors: `all-MiniLM-L6-v2`, one added by a program, or `none`, which"
                    + " searches by words only.");
    static final ConfigKey<Integer> EMBEDDING_CACHE_ENTRIES = ConfigKey.of(
                    "memory.embedding_cache_entries",
                    ValueType.whole(0, 1_000_000),
                    "10000",
                    "Texts whose vectors are kept in memory.")
            .also("memory.embedded.embedding_cache_size");
    static final ConfigKey<Integer> EMBEDDING_THREADS = ConfigKey.of(
            "memory.embedding_threads",
            ValueType.whole(0, 64),
            "0",
            "Texts that the model works on at a time; 0 for one on each processor, 4 at most.");
    static final ConfigKey<Integer> SEARCH_LIMIT =
            ConfigKey.of("memory.search_limit", ValueType.whole(1, 100), "5", "Memories recalled for an answer.");
    static final ConfigKey<Integer> MAX_ENTITIES = ConfigKey.of(
            "memory.max_entities",
            ValueType.whole(1, 100_000_000),
            "100000",
            "Entities recommended at most; passing it warns and refuses nothing.");
    static final ConfigKey<Duration> CLEANUP_INTERVAL = ConfigKey.of(
            "memory.cleanup_interval",
            ValueType.duration("0ms", "30d"),
            "1h",
            "How often rows without an owner are removed; `0ms` for never.");
    static final ConfigKey<Boolean> REFUSE_SECRETS = ConfigKey.of(
            "memory.refuse_secrets",
            ValueType.bool(),
            "true",
            "Refuse to remember a text that seems to hold a password, key or token.");

    static final ConfigKey<Boolean> AUTO_STORE = ConfigKey.of(
            "memory.auto_store",
            ValueType.bool(),
            "false",
            "Whether conversations are distilled into memories, for agents whose file does not say.");
    static final ConfigKey<String> AUTO_STORE_BY = ConfigKey.of(
            "memory.auto_store_by",
            ValueType.choice("model", "rules"),
            "model",
            "Who distils: `model` is the agent's own chat model, and rules for agents that answer without one.");
    static final ConfigKey<Double> AUTO_STORE_CONFIDENCE = ConfigKey.of(
            "memory.auto_store_confidence",
            ValueType.part(),
            "0.8",
            "Only facts that are surer than this are recorded.");
    static final ConfigKey<Duration> RETENTION = ConfigKey.of(
                    "memory.retention",
                    ValueType.duration("0s", "36500d"),
                    "0s",
                    "How long a memory is kept, for agents whose file does not say and for shared memory; `0s` for"
                            + " ever.")
            .also("retention.memory_entities");
    static final ConfigKey<Duration> DECAY_HALF_LIFE = ConfigKey.of(
            "memory.decay_half_life",
            ValueType.duration("0s", "36500d"),
            "0s",
            "After how long an observation counts for half as sure; `0s` for never.");
    static final ConfigKey<Boolean> DECAY_BY_USE = ConfigKey.of(
            "memory.decay_by_use",
            ValueType.bool(),
            "false",
            "Whether observations that searches find fade later; without effect where `memory.decay_half_life` is"
                    + " `0s`.");
    static final ConfigKey<Double> CLEANUP_MIN_CONFIDENCE = ConfigKey.of(
            "memory.cleanup.min_confidence",
            ValueType.part(),
            "0",
            "Cleanup removes observations that are less sure than this, decay included; 0 for none.");

    static final ConfigKey<ByteSize> MAX_MESSAGE_SIZE = ConfigKey.of(
            "messaging.max_message_size", ValueType.size("1kB", "10MB"), "1MB", "Largest text of a message.");
    static final ConfigKey<Integer> QUEUE_SIZE = ConfigKey.of(
            "messaging.queue_size", ValueType.whole(1, 100_000), "1000", "Most messages waiting for one agent.");
    static final ConfigKey<Integer> CONTEXT_TURNS = ConfigKey.of(
            "messaging.context_turns",
            ValueType.whole(0, 1000),
            "50",
            "Most earlier turns of a conversation shown to a model.");
    static final ConfigKey<Integer> MAX_ATTEMPTS =
            ConfigKey.of("messaging.max_attempts", ValueType.whole(1, 10), "3", "How often a message is tried.");

    static final ConfigKey<String> LLM_PROVIDER = ConfigKey.of(
                    "llm.provider",
                    ValueType.text(),
                    "embedded",
                    "Provider of agents that name none: `embedded`, `openai`, or one added by a program.")
            .also("runtime.llm_provider");
    static final ConfigKey<String> LLM_MODEL = ConfigKey.open(
                    "llm.model", ValueType.text(), "the provider's own", "Model of agents that name none.")
            .also("llm.default_model", "runtime.llm_model");
    static final ConfigKey<Duration> LLM_TIMEOUT = ConfigKey.of(
            "llm.timeout", ValueType.duration("1s", "1h"), "1m", "Longest time for one request to a model.");
    static final ConfigKey<Integer> RETRY_ATTEMPTS = ConfigKey.of(
                    "llm.retry_attempts", ValueType.whole(0, 10), "2", "How often a failed request is repeated.")
            .also("llm.retry_policy.max_attempts");
    static final ConfigKey<Integer> MAX_TOOL_ROUNDS = ConfigKey.of(
            "llm.max_tool_rounds", ValueType.whole(1, 50), "8", "Most rounds of tool calls for one answer.");
    static final ConfigKey<String> OPENAI_BASE_URL = ConfigKey.of(
                    "llm.openai.base_url",
                    ValueType.httpUrl(),
                    "https://api.openai.com/v1",
                    "Address of the OpenAI-compatible provider.")
            .environment("OPENAI_BASE_URL")
            .also("llm.openai.url", "llm.openai.endpoint");
    static final ConfigKey<Secret> OPENAI_API_KEY = ConfigKey.open(
                    "llm.openai.api_key",
                    ValueType.secretText(),
                    "none",
                    "Key of the OpenAI-compatible provider; a local one needs none.")
            .environment("OPENAI_API_KEY");
    static final ConfigKey<String> OPENAI_MODEL = ConfigKey.of(
                    "llm.openai.model",
                    ValueType.text(),
                    "gpt-4o-mini",
                    "Model of this provider if `llm.model` names none.")
            .also("llm.openai.default_model");

    static final ConfigKey<Duration> TOOL_TIMEOUT = ConfigKey.of(
                    "tools.timeout", ValueType.duration("100ms", "1h"), "30s", "Longest time for one call of a tool.")
            .also("tools.sandbox_timeout", "agents.tool_call_timeout");
    static final ConfigKey<Integer> MAX_CONCURRENT_TOOLS = ConfigKey.of(
                    "tools.max_concurrent", ValueType.whole(1, 1000), "50", "Most calls of tools at once.")
            .also("tools.max_concurrent_tools");
    static final ConfigKey<ByteSize> MAX_RESULT_SIZE =
            ConfigKey.of("tools.max_result_size", ValueType.size("1kB", "100MB"), "10MB", "Largest result of a tool.");
    static final ConfigKey<Boolean> ALLOW_PRIVATE_ADDRESSES = ConfigKey.of(
            "tools.http_client.allow_private_addresses",
            ValueType.bool(),
            "false",
            "Whether `http_client` may reach loopback, private and link-local addresses.");
    static final ConfigKey<Integer> MAX_REDIRECTS = ConfigKey.of(
            "tools.http_client.max_redirects",
            ValueType.whole(0, 20),
            "5",
            "Most redirects that `http_client` follows.");

    static final ConfigKey<String> LOG_LEVEL = ConfigKey.of(
                    "logging.level",
                    ValueType.choice("trace", "debug", "info", "warn", "error"),
                    "info",
                    "Least level that is logged.")
            .option("--log-level")
            .environment("CAXTON_LOG_LEVEL", "RUST_LOG")
            .also("observability.logging.level");
    static final ConfigKey<Path> LOG_FILE = ConfigKey.open(
                    "logging.file",
                    ValueType.path(),
                    "standard error",
                    "File of the log, relative to the working directory.")
            .also("observability.logging.file");
    static final ConfigKey<String> LOG_FORMAT = ConfigKey.open(
                    "logging.format",
                    ValueType.choice("text", "json"),
                    "`json` in a file, `text` on standard error",
                    "How a log line is written.")
            .also("observability.logging.format");

    static final ConfigKey<Integer> METRICS_PORT = ConfigKey.of(
                    "monitoring.metrics_port",
                    ValueType.whole(-1, 65_535),
                    "9090",
                    "Port of `/metrics` alone; 0 for any free one, -1 for none.")
            .option("--metrics-port")
            .environment("CAXTON_METRICS_PORT")
            .also("server.metrics_port")
            .also(new Bridge("observability.metrics.enabled", Bridge.Meaning.PORT_SWITCH));
    static final ConfigKey<Duration> HEALTH_CHECK_INTERVAL = ConfigKey.of(
            "monitoring.health_check_interval",
            ValueType.duration("1s", "1h"),
            "30s",
            "How often databases and model are looked at.");

    static final ConfigKey<Boolean> ALLOW_UNAUTHENTICATED = ConfigKey.of(
            "security.allow_unauthenticated",
            ValueType.bool(),
            "false",
            "Whether to serve addresses other than loopback without keys.");
    static final ConfigKey<Boolean> AUTHENTICATION_ENABLED = ConfigKey.of(
            "security.authentication.enabled",
            ValueType.bool(),
            "false",
            "Whether to ask for keys on loopback as well; beyond it they are asked for in any case.");
    static final ConfigKey<String> OIDC_ISSUER = ConfigKey.open(
            "security.oidc.issuer",
            ValueType.text(),
            "none",
            "Issuer whose tokens are taken besides keys, as their `iss` says; with it, the next two are required.");
    static final ConfigKey<String> OIDC_AUDIENCE =
            ConfigKey.open("security.oidc.audience", ValueType.text(), "none", "What tokens must have as `aud`.");
    static final ConfigKey<String> OIDC_JWKS_URL = ConfigKey.open(
            "security.oidc.jwks_url",
            ValueType.httpUrl(),
            "none",
            "Where the issuer's keys are, by https; or `public_key` instead.");
    static final ConfigKey<Path> OIDC_PUBLIC_KEY = ConfigKey.open(
            "security.oidc.public_key", ValueType.path(), "none", "PEM file with the issuer's one public key.");
    static final ConfigKey<String> OIDC_ROLE_CLAIM = ConfigKey.of(
            "security.oidc.role_claim",
            ValueType.text(),
            "roles",
            "Claim that names roles, dotted where it lies inside another, such as `realm_access.roles`.");
    static final ConfigKey<Map<String, Role>> OIDC_ROLE_MAP = ConfigKey.of(
            "security.oidc.role_map",
            ValueType.roles(),
            "",
            "Roles by what the claim holds, such as `platform-team=admin, support=user`; empty where it holds our"
                    + " roles.");
    static final ConfigKey<Duration> OIDC_CLOCK_SKEW = ConfigKey.of(
            "security.oidc.clock_skew", ValueType.duration("0s", "5m"), "30s", "How far clocks may differ.");
    static final ConfigKey<Set<String>> ALLOWED_HOSTS = ConfigKey.of(
            "security.allowed_hosts",
            ValueType.hosts(),
            "",
            "Further `Host` and `Origin` names to accept, such as that of a reverse proxy.");

    private static final List<ConfigKey<?>> SERVER =
            List.of(HOST, PORT, DATA_DIR, AGENTS_DIR, REQUEST_TIMEOUT, SHUTDOWN_TIMEOUT, MAX_BODY_SIZE);
    private static final List<ConfigKey<?>> FEATURES = List.of(
            MAX_AGENTS,
            ENABLE_HOT_RELOAD,
            RELOAD_DEBOUNCE,
            MAX_CONCURRENT_MESSAGES,
            EAGER_START,
            BACKEND,
            SQLITE_PATH,
            EMBEDDING_MODEL,
            EMBEDDING_CACHE_ENTRIES,
            EMBEDDING_THREADS,
            SEARCH_LIMIT,
            MAX_ENTITIES,
            CLEANUP_INTERVAL,
            REFUSE_SECRETS,
            AUTO_STORE,
            AUTO_STORE_BY,
            AUTO_STORE_CONFIDENCE,
            RETENTION,
            DECAY_HALF_LIFE,
            DECAY_BY_USE,
            CLEANUP_MIN_CONFIDENCE,
            MAX_MESSAGE_SIZE,
            QUEUE_SIZE,
            CONTEXT_TURNS,
            MAX_ATTEMPTS,
            LLM_PROVIDER,
            LLM_MODEL,
            LLM_TIMEOUT,
            RETRY_ATTEMPTS,
            MAX_TOOL_ROUNDS,
            OPENAI_BASE_URL,
            OPENAI_API_KEY,
            OPENAI_MODEL,
            TOOL_TIMEOUT,
            MAX_CONCURRENT_TOOLS,
            MAX_RESULT_SIZE,
            ALLOW_PRIVATE_ADDRESSES,
            MAX_REDIRECTS,
            LOG_LEVEL,
            LOG_FILE,
            LOG_FORMAT,
            METRICS_PORT,
            HEALTH_CHECK_INTERVAL,
            ALLOW_UNAUTHENTICATED,
            AUTHENTICATION_ENABLED,
            OIDC_ISSUER,
            OIDC_AUDIENCE,
            OIDC_JWKS_URL,
            OIDC_PUBLIC_KEY,
            OIDC_ROLE_CLAIM,
            OIDC_ROLE_MAP,
            OIDC_CLOCK_SKEW,
            ALLOWED_HOSTS);

    /** The whole table; keys of one section stand together. */
    static final List<ConfigKey<?>> ALL = Stream.of(SERVER, NetworkKeys.SERVER, FEATURES, NetworkKeys.SECURITY)
            .<ConfigKey<?>>flatMap(List::stream)
            .toList();

    private ConfigKeys() {}

    /** The key that somebody means who writes the short form of a variable, {@code data_dir} as in {@code CAXTON_DATA_DIR}. */
    static String meant(String written) {
        String variable = ConfigKey.environmentName(written);
        return ALL.stream()
                .filter(key -> key.environment().contains(variable))
                .map(ConfigKey::name)
                .findFirst()
                .orElse(written);
    }
}
