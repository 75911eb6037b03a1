package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.embedded.docs.RunbookCoverage.DocumentedCommand;
import dev.caxton.embedded.docs.RunbookCoverage.Procedure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/reference/runbook-coverage.md} against the runbooks, the catalogue of commands and the tests. With
 * {@code -Dapprove=true} the page is written anew: rows of what is not built come from the catalogue, all others keep
 * their last column.
 */
class RunbookCoverageTest {

    private static final Path PAGE = Repository.ROOT.resolve(RunbookCoverage.PAGE);
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final String NOTHING = "nothing shows it";

    private final List<DocumentedCommand> commands = RunbookCoverage.commands();
    private final List<Procedure> procedures = RunbookCoverage.procedures();

    @Test
    void thePageHasARowForEverythingThatTheRunbooksWrite() throws IOException {
        String current = Files.exists(PAGE) ? Repository.read(PAGE) : "";
        String expected = render(current);
        if (Boolean.getBoolean("approve")) {
            Files.writeString(PAGE, expected);
        } else {
            assertThat(current)
                    .as("write it anew: mvn -pl caxton-api,caxton-engine,caxton-war,caxton-embedded package "
                            + "-Dtest=RunbookCoverageTest -Dapprove=true -Dsurefire.failIfNoSpecifiedTests=false")
                    .isEqualTo(expected);
        }
    }

    @Test
    void everyRowThatWorksNamesATestThatExists() throws IOException {
        Map<String, String> tests = testSources();
        proofs(Repository.read(PAGE)).forEach((what, proof) -> {
            if (proof.startsWith(RunbookCoverage.NOT_YET)) {
                assertThat(proof.length()).as(what).isGreaterThan(RunbookCoverage.NOT_YET.length());
                return;
            }
            Matcher named = TEST.matcher(proof);
            assertThat(named.lookingAt()).as("%s: %s", what, proof).isTrue();
            do {
                assertThat(tests).as(what).containsKey(named.group(1));
                assertThat(tests.get(named.group(1)))
                        .as("%s: %s has no test of this name", what, named.group(1))
                        .containsPattern("void " + named.group(2) + "\\(");
            } while (named.find());
        });
    }

    @Test
    void aRowForNothingIsNoticed() {
        assertThat(render("| `caxton version` | 003:620 | built | " + "`A.b` |\n"))
                .contains("| built | `A.b` |");
        assertThat(render("")).contains(NOTHING);
    }

    /** The whole page; the last columns of rows that the current one has are kept where nothing computes them. */
    private String render(String current) {
        Map<String, String> proofs = proofs(current);
        StringBuilder page = new StringBuilder(head(current));
        page.append("\n"
                + "## Commands\n\n"
                + "| command | where | status | shown by, or what it answers today |\n"
                + "|---|---|---|---|\n");
        for (DocumentedCommand command : commands) {
            String cell = RunbookCoverage.cell(command.text());
            String status = command.status();
            String proof = status.equals("built")
                    ? proofs.getOrDefault(cell, NOTHING)
                    : RunbookCoverage.NOT_YET + command.typed().refusal();
            page.append("| ").append(cell).append(" | ").append(String.join(" ", command.places()));
            page.append(" | ").append(status).append(" | ").append(proof).append(" |\n");
        }
        RunbookCoverage.SECTIONS.forEach((kind, title) -> {
            page.append("\n## ")
                    .append(title)
                    .append("\n\n| what | where | shown by, or what happens today |\n|---|---|---|\n");
            for (Procedure procedure : procedures) {
                if (procedure.kind().equals(kind)) {
                    String missing = RunbookCoverage.notYet(procedure, commands);
                    page.append("| ")
                            .append(procedure.text())
                            .append(" | ")
                            .append(procedure.places())
                            .append(" | ");
                    page.append(missing.isEmpty() ? proofs.getOrDefault(key(procedure), NOTHING) : missing);
                    page.append(" |\n");
                }
            }
        });
        return page.toString();
    }

    private static String key(Procedure procedure) {
        return procedure.text() + " | " + procedure.places();
    }

    private static String head(String current) {
        int end = current.indexOf("\n## Commands\n");
        return end < 0 ? "# What of the runbooks works\n" : current.substring(0, end);
    }

    /** The last column of every row, by command, or by text and place. */
    private static Map<String, String> proofs(String page) {
        Map<String, String> proofs = new LinkedHashMap<>();
        for (String line : page.lines().filter(each -> each.startsWith("| ")).toList()) {
            List<String> cells = cells(line);
            if (cells.size() == 4) {
                proofs.put(cells.getFirst(), cells.get(3));
            } else if (cells.size() == 3) {
                proofs.put(cells.get(0) + " | " + cells.get(1), cells.get(2));
            }
        }
        proofs.keySet().removeIf(key -> key.equals("command") || key.equals("what | where"));
        return proofs;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.strip().split("(?<!\\\\)\\|")) {
            cells.add(cell.strip());
        }
        return cells.subList(1, cells.size());
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String module : List.of("caxton-api", "caxton-engine", "caxton-war", "caxton-embedded")) {
            Path tests = Repository.ROOT.resolve(module).resolve("src/test/java");
            if (Files.exists(tests)) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                            .toList()) {
                        sources.put(file.getFileName().toString().replace(".java", ""), Repository.read(file));
                    }
                }
            }
        }
        return sources;
    }
}
