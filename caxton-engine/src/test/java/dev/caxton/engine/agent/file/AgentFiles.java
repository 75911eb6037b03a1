package dev.caxton.engine.agent.file;

import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import java.util.Set;
import java.util.stream.Stream;

/** Agent files for tests. */
final class AgentFiles {

    static final AgentFileRules RULES = new AgentFileRules(
            Set.of(
                    "http_client",
                    "csv_parser",
                    "json_processor",
                    "statistical_analyzer",
                    "chart_generator",
                    "text_processor",
                    "file_storage",
                    "message_client",
                    "memory_search",
                    "memory_store"),
            Set.of("embedded", "openai"),
            false);

    static final AgentFileParser PARSER = new AgentFileParser(() -> RULES);

    private AgentFiles() {}

    static ParsedAgentFile md(String content) {
        return PARSER.parse(new AgentFile("agents/test.md", AgentFileFormat.MARKDOWN, content));
    }

    static ParsedAgentFile toml(String content) {
        return PARSER.parse(new AgentFile("agents/test.toml", AgentFileFormat.TOML, content));
    }

    /** A good Markdown file with further lines of frontmatter. */
    static ParsedAgentFile mdWith(String lines) {
        return md("---\nname: Test\nversion: 1.0.0\ncapabilities: [testing]\nsystem_prompt: You test.\n" + lines
                + "\n---\nBody.\n");
    }

    /** A good TOML file with further lines. */
    static ParsedAgentFile tomlWith(String lines) {
        return toml("name = 'Test'\nversion = '1.0.0'\ncapabilities = ['testing']\nsystem_prompt = 'You test.'\n"
                + lines + "\n");
    }

    static Stream<String> errors(ParsedAgentFile file) {
        return file.errors().stream().map(Violation::toString);
    }

    static Stream<String> warnings(ParsedAgentFile file) {
        return file.warnings().stream().map(Violation::toString);
    }
}
