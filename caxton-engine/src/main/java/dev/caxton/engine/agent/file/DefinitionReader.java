package dev.caxton.engine.agent.file;

import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.agent.ConfigAgentDefinition.LlmChoice;
import dev.caxton.api.agent.ConfigAgentDefinition.MemoryRules;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.wire.NearMiss;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a definition of the values of one file, and reports everything that keeps it from being one. For one file. */
final class DefinitionReader {

    /** {@code semver.org}, its suggested expression, with possessive repetitions. */
    private static final Pattern SEMVER = Pattern.compile("(0|[1-9]\\d*+)\\.(0|[1-9]\\d*+)\\.(0|[1-9]\\d*+)"
            + "(-[0-9A-Za-z-]++(\\.[0-9A-Za-z-]++)*+)?(\\+[0-9A-Za-z-]++(\\.[0-9A-Za-z-]++)*+)?");

    private static final int LONGEST_VERSION = 64;

    /** The reference asks for one or two sentences. */
    private static final int LONG_DESCRIPTION = 200;

    /** What an agent of another tool is taken to offer. */
    private static final String ASSUMED_CAPABILITY = "general";

    private static final Set<String> CONSUMED = Set.of(
            "name",
            "version",
            "description",
            "capabilities",
            "tools",
            "system_prompt",
            "user_prompt_template",
            "parameters",
            "memory_enabled",
            "memory_scope");

    private final AgentFileRules rules;
    private final FileValue.Table root;
    private final SourceText source;
    private final String body;
    private final Place bodyPlace;
    private final boolean imported;
    private final Findings findings;

    DefinitionReader(
            AgentFileRules rules,
            FileValue.Table root,
            AgentFileFormat format,
            SourceText source,
            @Nullable Frontmatter frontmatter,
            Findings findings) {
        this.rules = rules;
        this.root = root;
        this.source = source;
        this.body = frontmatter == null ? "" : frontmatter.body();
        this.bodyPlace = frontmatter == null ? Place.START : frontmatter.bodyPlace();
        this.imported = format == AgentFileFormat.MARKDOWN && isForeign();
        this.findings = findings;
    }

    /** Whether the file was written for another tool: a name, a description or tools, a body, and nothing of ours. */
    private boolean isForeign() {
        Map<String, FileValue.Entry> keys = root.entries();
        return keys.containsKey("name")
                && (keys.containsKey("description") || keys.containsKey("tools"))
                && !keys.containsKey("version")
                && !keys.containsKey("capabilities")
                && !keys.containsKey("system_prompt")
                && !body.isEmpty();
    }

    /** The name in the file, if it has a good one, whatever else is wrong. */
    @Nullable
    String nameOnly() {
        return root.value("name") instanceof FileValue.Scalar scalar
                        && scalar.plain() instanceof String text
                        && AgentNames.problemOfName(text) == null
                ? Normalizer.normalize(text, Normalizer.Form.NFC)
                : null;
    }

    /** The definition; null if anything was reported as an error, before or now. */
    @Nullable
    ConfigAgentDefinition read(KeyCheck keys) {
        keys.check(imported ? withoutTools() : root, findings);
        String name = name();
        String version = version();
        List<String> capabilities = capabilities();
        List<String> tools = new ToolList(rules.tools(), imported, findings)
                .read(root.entries().get("tools"));
        Map<String, Object> parameters =
                root.value("parameters") instanceof FileValue.Table table ? table.plain() : Map.of();
        String systemPrompt = systemPrompt(parameters);
        String template = text("user_prompt_template");
        if (template != null) {
            check("user_prompt_template", template, parameters);
        }
        warnOfHiddenVariables(parameters);
        describe();
        LlmChoice llm = llm();
        MemoryRules memoryRules = MemoryRulesReader.read(root, memoryEnabled(), findings);
        if (name == null || version == null || systemPrompt == null || findings.hasErrors()) {
            return null;
        }
        String documentation = text("documentation");
        return new ConfigAgentDefinition(
                name,
                version,
                text("description"),
                capabilities,
                tools,
                systemPrompt,
                template,
                body.isEmpty() && documentation != null ? documentation : body,
                parameters,
                memoryEnabled(),
                memoryScope(),
                memoryRules,
                llm,
                extras());
    }

    private FileValue.Table withoutTools() {
        Map<String, FileValue.Entry> entries = new LinkedHashMap<>(root.entries());
        entries.remove("tools");
        return new FileValue.Table(root.place(), entries);
    }

    private @Nullable String name() {
        FileValue value = root.value("name");
        if (value == null) {
            missing("name", "such as 'name: triage'");
        } else if (value.plain() instanceof String text) {
            String problem = AgentNames.problemOfName(text);
            if (problem != null) {
                findings.error(value.place(), problem, null);
            } else if (rules.strict() && !AgentNames.isKebab(text)) {
                findings.warning(
                        value.place(),
                        "name '" + text + "' is not kebab-case",
                        "write '" + AgentNames.kebab(text) + "'");
            }
        }
        return nameOnly();
    }

    private @Nullable String version() {
        FileValue value = root.value("version");
        if (value == null) {
            if (imported) {
                return "0.0.0";
            }
            missing("version", "a semantic version such as \"1.0.0\"");
            return null;
        }
        if (value.plain() instanceof String text
                && text.length() <= LONGEST_VERSION
                && SEMVER.matcher(text).matches()) {
            return text;
        }
        if (value.plain() instanceof String) { // other kinds were reported with the keys
            findings.error(
                    value.place(), "version is " + value.kind() + ", expected a semantic version such as 1.0.0", null);
        }
        return null;
    }

    private List<String> capabilities() {
        FileValue value = root.value("capabilities");
        if (value == null && imported) {
            findings.warning(
                    root.place(),
                    "file looks like one of another tool: capability '" + ASSUMED_CAPABILITY
                            + "' and version 0.0.0 were assumed, its body is the system prompt",
                    "add 'version' and 'capabilities'");
            return List.of(ASSUMED_CAPABILITY);
        }
        if (value == null) {
            missing("capabilities", "one or more, such as data-analysis");
            return List.of();
        }
        return value instanceof FileValue.Items items ? new CapabilityList(findings).read(items) : List.of();
    }

    private @Nullable String systemPrompt(Map<String, Object> parameters) {
        String prompt = text("system_prompt");
        if (prompt != null && !prompt.isBlank()) {
            check("system_prompt", prompt, parameters);
            return prompt;
        }
        if (!body.isEmpty() && root.value("system_prompt") == null) {
            PromptTemplates.check("body", body, tag -> placeOfTag(bodyPlace, tag), parameters.keySet(), findings);
            return body;
        }
        missing("system_prompt", "how the agent is to behave; a Markdown body serves as well");
        return null;
    }

    private @Nullable String text(String key) {
        FileValue value = root.value(key);
        return value != null && value.plain() instanceof String text ? text : null;
    }

    private void check(String key, String template, Map<String, Object> parameters) {
        FileValue.Entry entry = root.entries().get(key);
        Place start = entry == null ? Place.START : entry.value().place();
        PromptTemplates.check(key, template, tag -> placeOfTag(start, tag), parameters.keySet(), findings);
    }

    /** Quoting and folding change a text on its way out of the file, but not the number and order of its tags. */
    private Place placeOfTag(Place start, int tag) {
        int at = source.offsetOf(start) - 1;
        for (int i = 0; i <= tag; i++) {
            int next = source.text().indexOf("{{", at + 1);
            if (next < 0) {
                return start;
            }
            at = source.text().startsWith("{{{", next) && i < tag ? next + 1 : next;
        }
        return source.placeOf(at);
    }

    private void warnOfHiddenVariables(Map<String, Object> parameters) {
        for (String parameter : parameters.keySet()) {
            if (PromptTemplates.VARIABLES.contains(parameter)) {
                findings.warning(
                        root.entries().get("parameters") instanceof FileValue.Entry entry ? entry.key() : null,
                        "parameter '" + parameter
                                + "' has the name of a built-in variable, which hides it in templates",
                        "choose another name");
            }
        }
    }

    private void describe() {
        String description = text("description");
        if (description != null && description.length() > LONG_DESCRIPTION && !imported) {
            findings.warning(
                    root.entries().get("description") instanceof FileValue.Entry entry ? entry.key() : null,
                    "description has " + description.length() + " characters, expected one or two sentences of at most "
                            + LONG_DESCRIPTION,
                    "move the details into the documentation");
        }
    }

    private void missing(String key, String expected) {
        TomlHoist.Found misplaced = TomlHoist.find(root, "", key);
        String hint = misplaced == null
                ? NearMiss.hint(key, unknownKeys(), null)
                : "'" + key + "' stands under '" + misplaced.table() + "' in line "
                        + misplaced.entry().key().line() + "; move it to the top of the file";
        findings.error(root.place(), "Missing required field: " + key + ", expected " + expected, hint);
    }

    private List<String> unknownKeys() {
        Set<String> known = new DocumentedKeys().namesIn("");
        return root.entries().keySet().stream()
                .filter(key -> !known.contains(key))
                .toList();
    }

    private boolean memoryEnabled() {
        FileValue nested = root.value("memory") instanceof FileValue.Table memory ? memory.value("enabled") : null;
        FileValue value = nested != null ? nested : root.value("memory_enabled");
        return value == null || !Boolean.FALSE.equals(value.plain());
    }

    private MemoryScope memoryScope() {
        FileValue nested = root.value("memory") instanceof FileValue.Table memory ? memory.value("scope") : null;
        FileValue value = nested != null ? nested : root.value("memory_scope");
        if (value == null || !(value.plain() instanceof String text)) {
            return MemoryScope.AGENT;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "workspace" -> MemoryScope.WORKSPACE;
            case "global" -> MemoryScope.GLOBAL;
            default -> MemoryScope.AGENT; // "agent", or "agent-only" as older documents spell it
        };
    }

    private @Nullable LlmChoice llm() {
        if (!(root.value("llm") instanceof FileValue.Table llm)) {
            return null;
        }
        FileValue provider = llm.value("provider");
        if (provider != null
                && provider.plain() instanceof String name
                && !rules.providers().isEmpty()
                && !rules.providers().contains(name)) {
            findings.error(
                    provider.place(),
                    "llm.provider is '" + Findings.shown(name) + "', expected one of "
                            + String.join(
                                    ", ", rules.providers().stream().sorted().toList()),
                    NearMiss.hint(name, rules.providers(), null));
        }
        Object temperature = plain(llm, "temperature");
        Object maxTokens = plain(llm, "max_tokens");
        return new LlmChoice(
                plain(llm, "provider") instanceof String name ? name : null,
                plain(llm, "model") instanceof String model ? model : null,
                temperature instanceof Number number ? number.doubleValue() : null,
                maxTokens instanceof Long number && number <= Integer.MAX_VALUE
                        ? Integer.valueOf(number.intValue())
                        : null);
    }

    private static @Nullable Object plain(FileValue.Table table, String key) {
        FileValue value = table.value(key);
        return value == null ? null : value.plain();
    }

    private Map<String, Object> extras() {
        Map<String, Object> extras = new LinkedHashMap<>(root.plain());
        extras.keySet().removeAll(CONSUMED);
        if (body.isEmpty()) {
            extras.remove("documentation");
        }
        if (extras.get("memory") instanceof Map<?, ?> memory) {
            Map<String, Object> rest = new LinkedHashMap<>();
            memory.forEach((key, value) -> rest.put(String.valueOf(key), value));
            without(rest, "settings", MemoryRulesReader.SETTINGS);
            extras.put("memory", rest);
        }
        without(extras, "memory", MemoryRulesReader.KEYS);
        without(extras, "memory", List.of("enabled", "scope"));
        without(extras, "llm", List.of("provider", "model", "temperature", "max_tokens"));
        return extras;
    }

    private static void without(Map<String, Object> extras, String table, List<String> keys) {
        if (extras.get(table) instanceof Map<?, ?> values) {
            Map<Object, Object> rest = new LinkedHashMap<>(values);
            new ArrayList<>(keys).forEach(rest::remove);
            if (rest.isEmpty()) {
                extras.remove(table);
            } else {
                extras.put(table, rest);
            }
        }
    }
}
