package dev.caxton.engine.agent.file;

import static dev.caxton.engine.agent.file.ValueKind.duration;
import static dev.caxton.engine.agent.file.ValueKind.integer;
import static dev.caxton.engine.agent.file.ValueKind.number;
import static dev.caxton.engine.agent.file.ValueKind.oneOf;
import static dev.caxton.engine.agent.file.ValueKind.size;
import static dev.caxton.engine.agent.file.ValueKind.someOf;
import static dev.caxton.engine.agent.file.ValueKind.table;
import static dev.caxton.engine.agent.file.ValueKind.text;
import static dev.caxton.engine.agent.file.ValueKind.texts;
import static dev.caxton.engine.agent.file.ValueKind.truth;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that {@code docs/reference/agent-file.md} lists, by path, with what each takes. Immutable.
 *
 * <p>A key below {@code *} may have any name. Keys that nothing reads yet are checked as well, so that a file which is
 * accepted today is not refused by the version that reads them.
 */
final class DocumentedKeys {

    private static final long UNLIMITED = Long.MAX_VALUE;

    /** Tables whose own keys are the author's. */
    private static final Set<String> FREE = Set.of(
            "parameters",
            "tool_config",
            "capability_metadata",
            "context_requirements",
            "context_configuration",
            "domain_specializations",
            "audit",
            "monitoring",
            "deployment");

    /** Documented keys that are accepted and do nothing in this version. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "requires",
            "prompt_templates",
            "conversation",
            "conversation_settings",
            "messaging",
            "context_requirements",
            "context_configuration",
            "domain_specializations",
            "capability_metadata",
            "performance",
            "resource_limits",
            "tool_config",
            "permissions",
            "security",
            "schedule",
            "audit",
            "monitoring",
            "development",
            "deployment",
            "memory.max_entries",
            "memory.semantic_search",
            "memory.relationship_tracking",
            "memory.auto_cleanup",
            "memory.learning_rate",
            "memory.search_limit",
            "memory.backend",
            "memory.settings.search_threshold",
            "memory.settings.max_results",
            "memory.settings.hybrid_search",
            "memory.settings.semantic_weight",
            "memory.settings.version_limit",
            "memory.settings.batch_size",
            "memory.settings.cache_enabled",
            "memory.settings.preload_context",
            "memory.context_preparation");

    private final Map<String, ValueKind> kinds = new LinkedHashMap<>();

    DocumentedKeys() {
        put("name", text());
        put("version", text().named("a semantic version such as \"1.0.0\""));
        put("description", text());
        put("capabilities", texts());
        put("tools", texts());
        put("requires", texts());
        put("system_prompt", text());
        put("user_prompt_template", text());
        put("documentation", text());
        put("author", text());
        put("license", text());
        put("tags", texts());
        put("created", text());
        put("updated", text());
        put("memory_enabled", truth());
        put("memory_scope", scope());
        FREE.forEach(key -> put(key, table()));
        memory();
        model();
        conversation();
        limits();
        put("schedule", table());
        put("schedule.cron", text());
        put("schedule.timezone", text());
        put("schedule.enabled", truth());
        put("development", table());
        put("development.hot_reload", truth());
        put("development.debug_mode", truth());
        put("development.test_mode", truth());
    }

    private void memory() {
        put("memory", table());
        put("memory.enabled", truth());
        put("memory.scope", scope());
        put("memory.retention", duration().or(integer(1, UNLIMITED)));
        put("memory.retention_period", duration().or(integer(1, UNLIMITED)));
        put("memory.max_entries", integer(1, UNLIMITED));
        put("memory.semantic_search", truth());
        put("memory.relationship_tracking", truth());
        put("memory.auto_cleanup", truth());
        put("memory.learning_rate", number(0, 1).or(text()));
        put("memory.auto_store", truth());
        put("memory.search_limit", integer(1, UNLIMITED));
        put("memory.backend", text());
        put("memory.settings", table());
        put("memory.settings.auto_store", truth());
        put("memory.settings.search_threshold", number(0, 1));
        put("memory.settings.max_results", integer(1, UNLIMITED));
        put("memory.settings.hybrid_search", truth());
        put("memory.settings.semantic_weight", number(0, 1));
        put("memory.settings.content_types", someOf(MemoryRulesReader.CONTENT_TYPES));
        put("memory.settings.exclude_patterns", texts());
        put("memory.settings.retention_days", integer(1, UNLIMITED));
        put("memory.settings.version_limit", integer(1, UNLIMITED));
        put("memory.settings.batch_size", integer(1, UNLIMITED));
        put("memory.settings.cache_enabled", truth());
        put("memory.settings.preload_context", truth());
        put("memory.context_preparation", table());
        put("memory.context_preparation.enabled", truth());
        put("memory.context_preparation.max_context_length", integer(1, UNLIMITED));
        put("memory.context_preparation.relevance_threshold", number(0, 1));
    }

    private void model() {
        put("llm", table());
        put("llm.provider", text());
        put("llm.model", text());
        put("llm.temperature", number(0, 2));
        put("llm.max_tokens", integer(1, Integer.MAX_VALUE));
        put("llm.top_p", number(0, 1));
        put("llm.frequency_penalty", number(-2, 2));
        put("llm.presence_penalty", number(-2, 2));
    }

    private void conversation() {
        put("conversation", table());
        put("conversation.max_turns", integer(1, UNLIMITED));
        put("conversation.context_window", integer(1, UNLIMITED));
        put("conversation.memory_strategy", oneOf("sliding", "summarize", "persist"));
        put("conversation.timeout", duration());
        put("conversation.temperature", number(0, 2));
        put("conversation.memory_integration", truth());
        put("conversation_settings", table());
        put("conversation_settings.maintain_context", truth());
        put("conversation_settings.context_window", integer(1, UNLIMITED));
        put("conversation_settings.auto_summarize", truth());
        put("conversation_settings.timeout", duration());
        put("messaging", table());
        put("messaging.auto_respond", truth());
        put("messaging.conversation_timeout", duration());
        put("messaging.max_conversation_length", integer(1, UNLIMITED));
        put("messaging.context_window", integer(1, UNLIMITED));
        put("messaging.response_format", oneOf("structured", "natural", "hybrid"));
        put("messaging.context_optimization", truth());
        put("messaging.response_caching", truth());
        put("messaging.batch_processing", truth());
        put("prompt_templates", table());
        put("prompt_templates.request_handler", text());
        put("prompt_templates.query_handler", text());
        put("prompt_templates.inform_handler", text());
    }

    private void limits() {
        put("performance", table());
        put("performance.max_execution_time", duration());
        put("performance.max_memory_usage", size());
        put("performance.concurrent_tools", integer(1, UNLIMITED));
        for (String flag : new String[] {
            "cache_responses",
            "preload_memory",
            "lazy_tool_loading",
            "optimize_prompts",
            "parallel_tool_calls",
            "response_streaming"
        }) {
            put("performance." + flag, truth());
        }
        put("resource_limits", table());
        put("resource_limits.memory_scope", scope());
        put("resource_limits.max_conversations", integer(1, UNLIMITED));
        put("resource_limits.conversation_limit", integer(1, UNLIMITED));
        put("resource_limits.max_memory_entities", integer(1, UNLIMITED));
        put("resource_limits.response_timeout", duration());
        put("resource_limits.tool_call_timeout", duration());
        put("resource_limits.memory_search_limit", integer(1, UNLIMITED));
        put("resource_limits.memory_search_timeout", duration());
        put("resource_limits.context_switch_limit", integer(1, UNLIMITED));
        put("permissions", table());
        put("permissions.file_access", oneOf("readonly", "readwrite", "none"));
        put("permissions.network_access", oneOf("restricted", "full", "none"));
        put("permissions.memory_limit", size());
        put("permissions.cpu_limit", text().or(number(0, 1000)));
        put("security", table());
        put("security.restricted_tools", texts());
        put("security.max_memory_usage", size());
        put("security.max_processing_time", duration());
        put("security.allowed_domains", texts());
        put("security.sandbox_restrictions", texts().or(truth()).or(table()));
    }

    private static ValueKind scope() {
        return oneOf("agent", "workspace", "global", "agent-only");
    }

    private void put(String path, ValueKind kind) {
        kinds.put(path, kind);
    }

    /** What a key takes; null for a key that is not documented. */
    @Nullable
    ValueKind kind(String path) {
        return kinds.get(path);
    }

    /** Whether the keys below a table are the author's own. */
    boolean isFree(String path) {
        return FREE.contains(path);
    }

    boolean isWithoutEffect(String path) {
        return WITHOUT_EFFECT.contains(path);
    }

    /** Names of the documented keys of a table; of the whole file for an empty path. */
    Set<String> namesIn(String table) {
        String prefix = table.isEmpty() ? "" : table + ".";
        Set<String> names = new LinkedHashSet<>();
        for (String path : kinds.keySet()) {
            if (path.startsWith(prefix) && path.indexOf('.', prefix.length()) < 0) {
                names.add(path.substring(prefix.length()));
            }
        }
        return names;
    }
}
