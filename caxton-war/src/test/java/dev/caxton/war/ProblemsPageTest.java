package dev.caxton.war;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/problems.md");
    private static final int A_SENTENCE = 60;

    @Test
    void hasASectionForEachProblemInTheOrderOfTheTable() throws IOException {
        assertThat(sections().keySet())
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::slug)
                        .toList());
    }

    @Test
    void saysOfEachWhatTheTableSays() throws IOException {
        Map<String, List<String>> sections = sections();
        for (ProblemType type : ProblemType.values()) {
            assertThat(sections.get(type.slug()).getFirst())
                    .isEqualTo("**%s.** `%s` · HTTP %d · exit code %d · %s"
                            .formatted(
                                    type.title(),
                                    type.name(),
                                    type.status(),
                                    type.exitCode().code(),
                                    type.retryable() ? "retryable" : "not retryable"));
        }
    }

    @Test
    void explainsEachWithItsRemedy() throws IOException {
        sections()
                .forEach((slug, lines) -> assertThat(String.join(" ", lines.subList(1, lines.size())))
                        .as(slug)
                        .hasSizeGreaterThan(A_SENTENCE));
    }

    private static Map<String, List<String>> sections() throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                current = new ArrayList<>();
                sections.put(line.substring(3), current);
            } else if (!line.isBlank()) {
                current.add(line);
            }
        }
        return sections;
    }
}
