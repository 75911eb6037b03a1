package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.port.FreePorts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorials, typed step by step: a block {@code text} is what the block before it prints. */
class TutorialIT {

    @TempDir
    Path directory;

    @Test
    void firstAgentGoesAsWritten() throws Exception {
        MarkdownPage page = MarkdownPage.read(Repository.ROOT.resolve("docs/tutorials/1-first-agent.md"));
        Operator operator = new Operator(directory);
        try (Tour tour = new Tour(operator, FreePorts.next())) {
            String printed = "";
            for (MarkdownPage.Block block : page.blocks()) {
                if (block.language().equals("text")) {
                    assertThat(printed.lines().map(String::stripTrailing))
                            .as("%s:%d", page.file().getFileName(), block.line())
                            .containsExactlyElementsOf(block.text().lines().toList());
                } else {
                    // Where a shell of its own would change its directory, this one stays.
                    printed = tour.types(new MarkdownPage.Block(
                            block.language(), block.text().replaceFirst("mkdir .* && cd .*\n", ""), block.line()));
                }
            }
            assertThat(tour.typed("caxton shutdown")).hasSize(1);
        }
    }
}
