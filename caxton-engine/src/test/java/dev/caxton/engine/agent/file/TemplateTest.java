package dev.caxton.engine.agent.file;

import static dev.caxton.engine.agent.file.AgentFiles.errors;
import static dev.caxton.engine.agent.file.AgentFiles.md;
import static dev.caxton.engine.agent.file.AgentFiles.tomlWith;
import static dev.caxton.engine.agent.file.AgentFiles.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{request}}",
                "{{ request }}",
                "{{{request}}} {{&request}}",
                "{{#memory_context}}Known: {{.}}{{/memory_context}}{{^memory_context}}Nothing{{/memory_context}}",
                "{{! a note }}text",
                "no tag at all, but { braces } and }} here",
                "{{#parameters}}{{name}} {{-index}}{{/parameters}}",
                "{{parameters.limit}}"
            })
    void acceptsVariablesAndSections(String template) {
        ParsedAgentFile file = tomlWith("user_prompt_template = '''" + template + "'''");

        assertThat(errors(file)).isEmpty();
        assertThat(warnings(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{request | tag '{{request' is never closed, expected '}}'",
                "{{{request}} | tag '{{{request}}' is never closed, expected '}}}'",
                "{{> header}} | tag '{{> header}}' is not allowed",
                "{{< parent}}{{/parent}} | tag '{{< parent}}' is not allowed",
                "{{$ block}}x{{/block}} | tag '{{$ block}}' is not allowed",
                "{{=<% %>=}} | tag '{{=<% %>=}}' is not allowed",
                "{{}} | tag '{{}}' has no name",
                "{{a b}} | tag '{{a b}}' has no name",
                "{{#data}} | section '{{#data}}' is never closed",
                "{{/data}} | section '{{/data}}' is closed but was never opened",
                "{{#data}}{{/request}} | '{{/request}}' closes section 'data' of line 5"
            })
    void refusesEverythingElse(String template, String expected) {
        assertThat(errors(tomlWith("user_prompt_template = '''" + template + "'''")))
                .anySatisfy(line -> assertThat(line).contains("user_prompt_template: " + expected));
    }

    @Test
    void refusesSectionsNestedTooDeep() {
        String template = "{{#data}}".repeat(21) + "{{/data}}".repeat(21);

        assertThat(errors(tomlWith("system_prompt2=''\nuser_prompt_template = '''" + template + "'''")))
                .singleElement()
                .asString()
                .contains("sections are nested deeper than 20 levels");
    }

    @Test
    void placesProblemsOfTextBlocksInTheFile() {
        ParsedAgentFile file = md("""
            ---
            name: a
            version: 1.0.0
            capabilities: [a]
            system_prompt: |
              Line one with {{request}}.
              Line two
                and {{#data}} here.
            ---
            """);

        assertThat(errors(file))
                .containsExactly(
                        "agents/test.md:8:9: system_prompt: section '{{#data}}' is never closed (add '{{/data}}'"
                                + " where it ends)");
    }

    @Test
    void placesProblemsOfABodyInTheFile() {
        ParsedAgentFile file = md("---\nname: a\nversion: 1.0.0\ncapabilities: [a]\n---\n\nHello\n{{> x}}\n");

        assertThat(errors(file)).singleElement().asString().startsWith("agents/test.md:8:1: body: tag '{{> x}}'");
    }

    @Test
    void warnsOfUnknownVariables() {
        ParsedAgentFile file =
                tomlWith("user_prompt_template = '{{reqest}} {{limit}} {{other}}'\n[parameters]\nlimit = 3");

        assertThat(errors(file)).isEmpty();
        assertThat(warnings(file))
                .hasSize(2)
                .anyMatch(line -> line.contains("variable 'reqest'") && line.contains("did you mean 'request'?"))
                .anyMatch(line -> line.contains("variable 'other'") && line.contains("add it under 'parameters'"));
    }

    @Test
    void warnsOfDocumentedVariablesThatNothingFills() {
        assertThat(warnings(tomlWith("user_prompt_template = '{{data_source}}'")))
                .singleElement()
                .asString()
                .contains("variable 'data_source' has no value in this version");
        assertThat(warnings(tomlWith("user_prompt_template = '{{data_source}}'\n[parameters]\ndata_source = 'x'")))
                .isEmpty();
    }

    @Test
    void warnsOfParametersThatVariablesHide() {
        assertThat(warnings(tomlWith("[parameters]\nrequest = 'x'")))
                .singleElement()
                .asString()
                .contains("parameter 'request' has the name of a built-in variable");
    }

    @Test
    void rendersWithoutHtmlEscapingAndWithoutFailingOnMissingValues() {
        String text = PromptTemplates.compile("{{request}}{{missing}}{{#items}}[{{.}}]{{/items}}{{^none}}!{{/none}}")
                .execute(Map.of("request", "<a & b>", "items", List.of("x", "y")));

        assertThat(text).isEqualTo("<a & b>[x][y]!");
    }
}
