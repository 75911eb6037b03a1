package dev.caxton.engine.agent.file;

import static dev.caxton.engine.agent.file.AgentFiles.errors;
import static dev.caxton.engine.agent.file.AgentFiles.md;
import static dev.caxton.engine.agent.file.AgentFiles.mdWith;
import static dev.caxton.engine.agent.file.AgentFiles.toml;
import static dev.caxton.engine.agent.file.AgentFiles.tomlWith;
import static dev.caxton.engine.agent.file.AgentFiles.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.memory.MemoryScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentFileParserTest {

    /** Runbook 003, "Deploy Config Agent". */
    private static final String DATA_ANALYZER_MD = """
        ---
        name: DataAnalyzer
        version: "1.0.0"
        capabilities:
          - data-analysis
          - report-generation
        tools:
          - http_client
          - csv_parser
        parameters:
          max_file_size: "10MB"
        system_prompt: |
          You are a data analysis expert who helps users understand their data.
        ---

        # DataAnalyzer Agent

        This agent specializes in data analysis and can fetch data from URLs,
        parse various formats, and generate visualizations.
        """;

    /** Runbook 003, "Zero-Dependency Server Bootstrap". */
    private static final String GREETER_MD = """
        ---
        name: Greeter
        version: "1.0.0"
        capabilities:
          - greeting
        tools: []
        system_prompt: |
          You are a friendly greeter who welcomes users.
        ---
        # Greeter Agent
        I help welcome users to Caxton!
        """;

    /** Runbook 002, "Config Agent Deployment"; its prompts stand after a table header. */
    private static final String DATA_ANALYZER_TOML = """
        name = "DataAnalyzer"
        version = "1.0.0"
        capabilities = ["data-analysis", "report-generation"]
        tools = ["http_client", "csv_parser", "chart_generator"]

        [memory]
        enabled = true
        scope = "workspace"

        [parameters]
        max_file_size = "10MB"
        supported_formats = ["csv", "json", "xlsx"]

        system_prompt = '''
        You are a data analysis expert who helps users understand their data.
        You can fetch data from URLs, parse various formats, and create
        visualizations.
        '''

        user_prompt_template = '''
        Analyze the following data request: {{request}}
        Available context: {{context}}
        '''

        documentation = '''
        # DataAnalyzer Agent

        This agent specializes in data analysis tasks and provides:

        - HTTP data fetching from URLs
        '''
        """;

    @Test
    void readsTheMarkdownSampleOfTheRunbook() {
        ParsedAgentFile file = md(DATA_ANALYZER_MD);

        assertThat(file.errors()).isEmpty();
        assertThat(file.warnings()).isEmpty();
        assertThat(file.definition())
                .isEqualTo(new ConfigAgentDefinition(
                        "DataAnalyzer",
                        "1.0.0",
                        null,
                        List.of("data-analysis", "report-generation"),
                        List.of("http_client", "csv_parser"),
                        "You are a data analysis expert who helps users understand their data.\n",
                        null,
                        "# DataAnalyzer Agent\n\n"
                                + "This agent specializes in data analysis and can fetch data from URLs,\n"
                                + "parse various formats, and generate visualizations.",
                        Map.of("max_file_size", "10MB"),
                        true,
                        MemoryScope.AGENT,
                        null,
                        Map.of()));
    }

    @Test
    void readsTheGreeterOfTheRunbook() {
        ParsedAgentFile file = md(GREETER_MD);

        assertThat(file.errors()).isEmpty();
        assertThat(file.warnings()).isEmpty();
        assertThat(file.definition().tools()).isEmpty();
    }

    @Test
    void hoistsThePromptsOfTheTomlSampleAndSaysWhereTheyWere() {
        ParsedAgentFile file = toml(DATA_ANALYZER_TOML);

        assertThat(file.errors()).isEmpty();
        assertThat(file.definition().systemPrompt()).startsWith("You are a data analysis expert");
        assertThat(file.definition().userPromptTemplate()).contains("{{request}}");
        assertThat(file.definition().documentation()).startsWith("# DataAnalyzer Agent");
        assertThat(file.definition().memoryScope()).isEqualTo(MemoryScope.WORKSPACE);
        assertThat(file.definition().parameters())
                .containsOnlyKeys("max_file_size", "supported_formats")
                .containsEntry("supported_formats", List.of("csv", "json", "xlsx"));
        assertThat(warnings(file))
                .containsExactly(
                        "agents/test.toml:14:1: 'system_prompt' stands under [parameters], and was read as a key of the"
                                + " file (move it above the first table header)",
                        "agents/test.toml:20:1: 'user_prompt_template' stands under [parameters], and was read as a key"
                                + " of the file (move it above the first table header)",
                        "agents/test.toml:25:1: 'documentation' stands under [parameters], and was read as a key of the"
                                + " file (move it above the first table header)");
    }

    @Test
    void reportsAllProblemsTogetherWithTheirPlaces() {
        ParsedAgentFile file = md("""
            ---
            name: bad/name
            version: 1.0
            capabilities: [data_analysis, Report Generation]
            tools:
              - http_client
              - csv_parsr
            memory:
              scope: galaxy
            llm:
              temperature: 3
              provider: opnai
            user_prompt_template: "Hello {{request}"
            system_promt: You help.
            ---
            """);

        assertThat(file.definition()).isNull();
        assertThat(errors(file))
                .containsExactlyInAnyOrder(
                        "agents/test.md:2:1: Missing required field: system_prompt, expected how the agent is to"
                                + " behave; a Markdown body serves as well (did you mean 'system_promt'?)",
                        "agents/test.md:2:7: name 'bad/name' is not allowed, expected letters, digits, spaces, '-' and"
                                + " '_'",
                        "agents/test.md:3:10: version is 1.0, expected a semantic version such as \"1.0.0\" (put it"
                                + " into quotes if it is meant as text)",
                        "agents/test.md:4:16: capability 'data_analysis' is not allowed, expected kebab-case of at"
                                + " most 64 characters with an optional version, such as data-analysis or"
                                + " data-analysis:v1.2 (did you mean 'data-analysis'?)",
                        "agents/test.md:4:31: capability 'Report Generation' is not allowed, expected kebab-case of at"
                                + " most 64 characters with an optional version, such as data-analysis or"
                                + " data-analysis:v1.2 (did you mean 'report-generation'?)",
                        "agents/test.md:7:5: Unknown tool: csv_parsr, expected the name of a registered tool (did you"
                                + " mean 'csv_parser'?)",
                        "agents/test.md:9:10: memory.scope is 'galaxy', expected one of agent, workspace, global,"
                                + " agent-only",
                        "agents/test.md:11:16: llm.temperature is 3, expected a number from 0 to 2 (put it into quotes"
                                + " if it is meant as text)",
                        "agents/test.md:12:13: llm.provider is 'opnai', expected one of embedded, openai (did you mean"
                                + " 'openai'?)",
                        "agents/test.md:13:30: user_prompt_template: tag '{{request}' is never closed, expected '}}'");
        assertThat(warnings(file))
                .containsExactly(
                        "agents/test.md:14:1: unknown key 'system_promt' was kept and has no effect (did you mean"
                                + " 'system_prompt'?)");
    }

    @Test
    void namesEveryMissingField() {
        assertThat(errors(toml("")))
                .extracting(line -> line.replaceAll(",? ?expected.*", ""))
                .containsExactlyInAnyOrder(
                        "agents/test.toml:1:1: Missing required field: name",
                        "agents/test.toml:1:1: Missing required field: version",
                        "agents/test.toml:1:1: Missing required field: capabilities",
                        "agents/test.toml:1:1: Missing required field: system_prompt");
    }

    @Test
    void saysWhereAMisplacedFieldStands() {
        ParsedAgentFile file = toml("""
            name = "a"
            version = "1.0.0"
            system_prompt = "x"
            [memory]
            enabled = true
            capabilities = ["a"]
            """);

        assertThat(errors(file))
                .singleElement()
                .asString()
                .contains("Missing required field: capabilities")
                .contains("'capabilities' stands under 'memory' in line 6; move it to the top of the file");
    }

    @Test
    void bodyServesAsPromptWhereTheFrontmatterHasNone() {
        ParsedAgentFile file = md("---\nname: a\nversion: 1.0.0\ncapabilities: [a]\n---\n\nYou help.\n");

        assertThat(file.errors()).isEmpty();
        assertThat(file.definition().systemPrompt()).isEqualTo("You help.");
    }

    @Test
    void readsFilesOfOtherToolsWithAWarning() {
        ParsedAgentFile file = md("""
            ---
            name: code-reviewer
            description: Reviews code. Use after every change.
            tools: Read, Grep, http_client
            model: sonnet
            ---
            You review code.
            """);

        assertThat(file.errors()).isEmpty();
        assertThat(file.definition().capabilities()).containsExactly("general");
        assertThat(file.definition().version()).isEqualTo("0.0.0");
        assertThat(file.definition().tools()).containsExactly("http_client");
        assertThat(file.definition().systemPrompt()).isEqualTo("You review code.");
        assertThat(file.definition().extras()).containsEntry("model", "sonnet");
        assertThat(warnings(file))
                .anyMatch(line -> line.contains("capability 'general' and version 0.0.0 were assumed"))
                .anyMatch(line -> line.contains("tool 'Read' is not registered and was dropped"))
                .anyMatch(line -> line.contains("tool 'Grep' is not registered and was dropped"))
                .anyMatch(line -> line.contains("unknown key 'model'"));
    }

    @Test
    void refusesUnknownToolsInFilesThatAreOurs() {
        assertThat(errors(mdWith("tools: [Read]"))).singleElement().asString().contains("Unknown tool: Read");
    }

    @Test
    void keepsUnknownKeysAndWarns() {
        ParsedAgentFile file = mdWith("colour: red\nmemory: {enabled: false, max_entries: 30}");

        assertThat(file.definition().extras())
                .containsEntry("colour", "red")
                .containsEntry("memory", Map.of("max_entries", 30L));
        assertThat(file.definition().memoryEnabled()).isFalse();
        assertThat(warnings(file)).anyMatch(line -> line.contains("unknown key 'colour' was kept"));
    }

    @Test
    void saysWhichDocumentedKeysHaveNoEffect() {
        ParsedAgentFile file = mdWith("resource_limits: {memory_scope: agent, max_conversations: 10}");

        assertThat(file.errors()).isEmpty();
        assertThat(warnings(file))
                .singleElement()
                .asString()
                .contains("'resource_limits' has no effect in this version");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llm: {temperature: 2.1} | llm.temperature is 2.1, expected a number from 0 to 2",
                "llm: {temperature: -0.1} | llm.temperature is -0.1, expected a number from 0 to 2",
                "llm: {max_tokens: 0} | llm.max_tokens is 0, expected a whole number, 1 to 2147483647",
                "llm: {max_tokens: 1.5} | llm.max_tokens is 1.5, expected a whole number",
                "llm: {top_p: 1.1} | llm.top_p is 1.1, expected a number from 0 to 1",
                "llm: openai | llm is 'openai', expected a table",
                "memory: {enabled: yes} | memory.enabled is 'yes', expected true or false (write true)",
                "memory: {scope: session} | memory.scope is 'session', expected one of",
                "memory_scope: session | memory_scope is 'session', expected one of",
                "memory_enabled: 1 | memory_enabled is 1, expected true or false",
                "parameters: [1] | parameters is a list, expected a table",
                "tools: http_client | tools is 'http_client', expected a list of texts",
                "tools: [1] | tools is a list with 1, expected a list of texts",
                "description: [x] | description is a list, expected text",
                "conversation: {timeout: soon} | conversation.timeout is 'soon', expected a duration",
                "conversation: {memory_strategy: magic} | expected one of sliding, summarize, persist",
                "performance: {max_memory_usage: lots} | expected a size such as 10MB",
                "permissions: {file_access: all} | expected one of readonly, readwrite, none",
                "resource_limits: {max_conversations: -1} | expected a whole number, 1 or more",
                "tags: x | tags is 'x', expected a list of texts",
                "name: Twice | duplicate key: 'name' was given in line 2 already"
            })
    void refusesDocumentedKeysOfAWrongKind(String line, String expected) {
        assertThat(errors(mdWith(line))).singleElement().asString().contains(expected.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memory: {scope: agent-only}",
                "memory: {scope: Workspace}",
                "memory_scope: agent-only",
                "memory: {retention: 30d}",
                "memory: {retention: 90}",
                "conversation: {timeout: 5m}",
                "performance: {max_memory_usage: 256MB}",
                "llm: {provider: openai, model: gpt-4o-mini, temperature: 0, max_tokens: 100}",
                "tools:",
                "tools: []",
                "capability_metadata: {testing: {anything: [1, {a: b}]}}",
                "schedule: {cron: '0 * * * *', enabled: false}",
                "created: 2025-01-15"
            })
    void acceptsDocumentedKeys(String line) {
        assertThat(errors(mdWith(line))).isEmpty();
        assertThat(warnings(mdWith(line))).noneMatch(warning -> warning.contains("unknown key"));
    }

    @Test
    void readsWhatIsRecordedAndForHowLong() {
        ParsedAgentFile file =
                mdWith("memory: {auto_store: true, retention: 2w, settings: {content_types: [Preferences,"
                        + " error-recovery], exclude_patterns: [salary], retention_days: 7}}");

        assertThat(file.definition().memoryRules())
                .isEqualTo(new ConfigAgentDefinition.MemoryRules(
                        true, Set.of("preferences", "error_recovery"), List.of("salary"), Duration.ofDays(14)));
        assertThat(file.definition().extras()).isEmpty();
        assertThat(warnings(file)).isEmpty();
        assertThat(mdWith("memory: {settings: {auto_store: false, retention_days: 90}}")
                        .definition()
                        .memoryRules())
                .isEqualTo(new ConfigAgentDefinition.MemoryRules(false, Set.of(), null, Duration.ofDays(90)));
        assertThat(mdWith("memory: {retention_period: 0s}")
                        .definition()
                        .memoryRules()
                        .retention())
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void saysWhereARuleOfTheMemoryIsWrong() {
        assertThat(errors(mdWith("memory: {auto_store: sometimes}")))
                .singleElement()
                .asString()
                .contains("memory.auto_store is 'sometimes', expected true or false");
        assertThat(errors(mdWith("memory: {settings: {content_types: [gossip]}}")))
                .singleElement()
                .asString()
                .contains("memory.settings.content_types", "expected a list of some of successful_solutions");
        assertThat(errors(mdWith("memory: {retention: for ever}")))
                .singleElement()
                .asString()
                .contains("memory.retention");
        assertThat(warnings(mdWith("memory: {enabled: false, auto_store: true}")))
                .singleElement()
                .asString()
                .contains("memory.auto_store has no effect while memory.enabled is false");
        assertThat(warnings(mdWith("memory: {learning_rate: 0.5}")))
                .singleElement()
                .asString()
                .contains("'memory.learning_rate' has no effect in this version");
    }

    @Test
    void readsTheModelChoice() {
        ParsedAgentFile file = tomlWith("[llm]\nprovider = 'openai'\nmodel = 'm'\ntemperature = 1\nmax_tokens = 64");

        assertThat(file.definition().llm()).isEqualTo(new ConfigAgentDefinition.LlmChoice("openai", "m", 1.0, 64));
        assertThat(file.definition().extras()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "0.0.1", "1.2.3-beta.1", "1.2.3+build.5", "10.20.30-rc.1+x"})
    void acceptsSemanticVersions(String version) {
        assertThat(errors(toml("name='a'\ncapabilities=['a']\nsystem_prompt='x'\nversion='" + version + "'")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "v1.0.0", "01.0.0", "1.0.0-", "latest", "1.0.0.0", ""})
    void refusesOtherVersions(String version) {
        assertThat(errors(toml("name='a'\ncapabilities=['a']\nsystem_prompt='x'\nversion='" + version + "'")))
                .singleElement()
                .asString()
                .contains("expected a semantic version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "data-analysis", "data-analysis:v1.2", "x1-y2"})
    void acceptsCapabilities(String capability) {
        assertThat(errors(toml("name='a'\nversion='1.0.0'\nsystem_prompt='x'\ncapabilities=['" + capability + "']")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "a--b", "-a", "a-", "a b", "a:v1", "a:1.2", "a/b"})
    void refusesOtherCapabilities(String capability) {
        assertThat(errors(toml("name='a'\nversion='1.0.0'\nsystem_prompt='x'\ncapabilities=['" + capability + "']")))
                .singleElement()
                .asString()
                .contains("is not allowed, expected kebab-case");
    }

    @Test
    void refusesTooManyCapabilities() {
        StringBuilder capabilities = new StringBuilder("'c0'");
        for (int i = 1; i <= 20; i++) {
            capabilities.append(",'c").append(i).append('\'');
        }
        assertThat(errors(toml("name='a'\nversion='1.0.0'\nsystem_prompt='x'\ncapabilities=[" + capabilities + "]")))
                .singleElement()
                .asString()
                .contains("capabilities has 21 items, expected at most 20");
    }

    @Test
    void strictModeWarnsOfNamesThatAreNotKebabCase() {
        AgentFileRules strict = new AgentFileRules(AgentFiles.RULES.tools(), AgentFiles.RULES.providers(), true);

        ParsedAgentFile file = new AgentFileParser(() -> strict)
                .parse(new AgentFile("greeter.md", AgentFileFormat.MARKDOWN, GREETER_MD));

        assertThat(file.definition()).isNotNull();
        assertThat(warnings(file))
                .containsExactly("greeter.md:2:7: name 'Greeter' is not kebab-case (write 'greeter')");
    }

    @Test
    void digestIsThatOfTheBytes() {
        assertThat(md("abc").digest()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
