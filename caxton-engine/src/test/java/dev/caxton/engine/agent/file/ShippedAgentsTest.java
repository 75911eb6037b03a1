package dev.caxton.engine.agent.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The agents that come with the product, and the examples of the reference page. */
class ShippedAgentsTest {

    private static final Path ROOT = root();

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("agents"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    @Test
    void everyShippedAgentLoadsWithoutAWord() {
        List<FolderFile> files =
                new AgentFolder(ROOT.resolve("agents"), AgentFiles.PARSER, Clock.systemUTC()).read(name -> true);

        assertThat(files)
                .extracting(FolderFile::slug)
                .contains("data-analyzer", "greeter", "notes-keeper", "runbook-guide");
        assertThat(files).allSatisfy(file -> {
            assertThat(file.parsed().errors()).isEmpty();
            assertThat(file.parsed().warnings()).isEmpty();
        });
    }

    @Test
    void readmeNamesEveryShippedAgent() throws IOException {
        String readme = Files.readString(ROOT.resolve("agents/README.md"));

        assertThat(new AgentFolder(ROOT.resolve("agents"), AgentFiles.PARSER, Clock.systemUTC()).read(name -> true))
                .allSatisfy(file -> assertThat(readme).contains("`" + file.fileName() + "`"));
    }

    @Test
    void examplesOfTheReferencePageLoadWithoutAWord() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/reference/agent-file.md"));
        Matcher fence = Pattern.compile("(?ms)^```(md|toml)\\n(.*?)^```$").matcher(page);
        int examples = 0;
        while (fence.find()) {
            AgentFileFormat format = fence.group(1).equals("md") ? AgentFileFormat.MARKDOWN : AgentFileFormat.TOML;
            ParsedAgentFile file = AgentFiles.PARSER.parse(new AgentFile("example", format, fence.group(2)));
            assertThat(file.errors()).isEmpty();
            assertThat(file.warnings()).isEmpty();
            examples++;
        }
        assertThat(examples).isEqualTo(2);
    }

    @Test
    void referencePageListsEveryDocumentedKeyAndVariable() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/reference/agent-file.md"));

        assertThat(new DocumentedKeys().namesIn(""))
                .allSatisfy(key -> assertThat(page).containsAnyOf("`" + key + "`", "`" + key + "."));
        assertThat(PromptTemplates.VARIABLES)
                .allSatisfy(variable -> assertThat(page).contains("`" + variable + "`"));
    }
}
