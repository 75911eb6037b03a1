package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.embedded.cli.TypedLine;
import dev.caxton.engine.EngineCaxton;
import dev.caxton.wire.WireJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What pages say is understood by the product, and where they point is something. */
class DocsTest {

    private static final Set<String> SHELL = Set.of("bash", "sh", "shell", "console");
    private static final Pattern PLACES = Pattern.compile(
            "(?<![\\w.])/(?:work|root|farm|mnt)/|/home/\\w|/Users/\\w|artifactory|nexus\\.|repo1\\.maven|repo\\.maven"
                    + "|registry\\.npmjs|\\.internal\\b|\\b(?:10|172|192)\\.\\d+\\.\\d+\\.\\d+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INLINE = Pattern.compile("`((?:\\./)?caxton [^`]+)`");

    private final List<String> wrong = new ArrayList<>();

    @Test
    void commandsInBlocksAreUnderstood() {
        forEachBlock((page, block) -> {
            if (SHELL.contains(block.language())) {
                for (ShellText.Statement statement : ShellText.statements(block.text())) {
                    for (List<String> words : ShellText.caxtonCalls(statement.head())) {
                        check(page, block.line() + statement.line(), "caxton " + String.join(" ", words), words);
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void commandsInTheTextAreUnderstood() {
        for (Path page : Repository.pages()) {
            if (!page.endsWith(Path.of(RunbookCoverage.PAGE)) && !page.endsWith("docs/reference/cli.md")) {
                List<String> lines = Repository.read(page).lines().toList();
                for (int at = 0; at < lines.size(); at++) {
                    INLINE.matcher(lines.get(at))
                            .results()
                            .map(found -> found.group(1))
                            .filter(text -> !text.matches(".*(\\.\\.\\.|…|[\\[|]).*|.*<(noun|verb|command)>.*"))
                            .forEach(text -> ShellText.caxtonCalls(text).forEach(words -> check(page, 0, text, words)));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void jsonIsJson() {
        forEachBlock((page, block) -> {
            if (block.language().equals("json")) {
                try {
                    WireJson.mapper().readTree(block.text());
                } catch (JsonProcessingException e) {
                    wrong.add(at(page, block.line()) + e.getOriginalMessage());
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void agentFilesAreValid() {
        List<String> checked = new ArrayList<>();
        forEachBlock((page, block) -> {
            if (block.text().startsWith("---\n") && block.text().contains("\nname:")) {
                checked.add(check(page, block.line(), AgentFileFormat.MARKDOWN, block.text()));
            } else if (block.language().equals("toml") && block.text().contains("capabilities =")) {
                checked.add(check(page, block.line(), AgentFileFormat.TOML, block.text()));
            }
            if (SHELL.contains(block.language())) {
                for (ShellText.Statement statement : ShellText.statements(block.text())) {
                    if (statement.writes().matches(".*agents/.*\\.(md|toml)")) {
                        boolean toml = statement.writes().endsWith(".toml");
                        checked.add(check(
                                page,
                                block.line() + statement.line(),
                                toml ? AgentFileFormat.TOML : AgentFileFormat.MARKDOWN,
                                statement.body()));
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(checked).as("blocks that define an agent").isNotEmpty();
    }

    @Test
    void linksLeadSomewhere() {
        for (Path file : Repository.pages()) {
            for (MarkdownPage.Link link : MarkdownPage.read(file).links()) {
                if (!link.target().matches("[a-z]+:.*")) {
                    check(file, link);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noPageNamesAPlaceOfTheMachineThatItWasWrittenOn() {
        for (Path page : Repository.pages()) {
            List<String> lines = Repository.read(page).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (PLACES.matcher(lines.get(i)).find()) {
                    wrong.add(at(page, i + 1) + lines.get(i).strip());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void check(Path file, MarkdownPage.Link link) {
        String[] parts = link.target().split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            wrong.add(at(file, link.line()) + "no file " + link.target());
        } else if (parts.length == 2
                && target.toString().endsWith(".md")
                && !MarkdownPage.read(target).anchors().contains(parts[1])) {
            wrong.add(at(file, link.line()) + "no heading " + link.target());
        }
    }

    private void check(Path page, int line, String text, List<String> words) {
        try {
            TypedLine.of(words);
        } catch (CaxtonException e) {
            wrong.add(at(page, line) + text + ": " + e.getMessage());
        }
    }

    private String check(Path page, int line, AgentFileFormat format, String content) {
        String name = at(page, line).strip();
        ValidationReport report = EngineCaxton.check(new AgentFile(null, format, content));
        report.errors().forEach(error -> wrong.add(name + " " + error));
        return name;
    }

    private static void forEachBlock(BiConsumer<Path, MarkdownPage.Block> visitor) {
        for (Path page : Repository.pages()) {
            MarkdownPage.read(page).blocks().forEach(block -> visitor.accept(page, block));
        }
    }

    private static String at(Path page, int line) {
        return Repository.ROOT.relativize(page) + ":" + line + ": ";
    }
}
