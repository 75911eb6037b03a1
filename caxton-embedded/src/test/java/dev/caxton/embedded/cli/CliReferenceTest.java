package dev.caxton.embedded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class CliReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "cli.md");

    @Test
    void referencePageIsWhatTheCatalogueSays() throws IOException {
        String expected = Reference.of(new Catalogue());
        if (Boolean.getBoolean("approve")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as("stale; write it with ./caxton help --markdown > docs/reference/cli.md")
                .hasContent(expected);
    }
}
