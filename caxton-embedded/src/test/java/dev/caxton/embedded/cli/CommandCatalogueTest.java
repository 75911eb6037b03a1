package dev.caxton.embedded.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.caxton.api.ProblemType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command line that the runbooks write is understood, whether it is built or not. */
final class CommandCatalogueTest {

    private final Catalogue catalogue = new Catalogue();

    @ParameterizedTest
    @MethodSource("documented")
    void documentedCommandIsUnderstood(String line) {
        assertThatCode(() -> CommandLine.parse(catalogue, words(line))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("documented")
    void documentedCommandIsBuiltOrRefusedAsNotSupported(String line, @TempDir Path directory) {
        CommandLine parsed = CommandLine.parse(catalogue, words(line));
        boolean built = parsed.command().availability() == Availability.BUILT
                && parsed.command().options().stream()
                        .noneMatch(option -> parsed.has(option.name()) && option.availability() != Availability.BUILT);

        if (built) {
            assertThatCode(() -> catalogue.verb(parsed.command())).doesNotThrowAnyException();
        } else {
            Ran ran = Ran.of(
                    new FakeEngine(), directory, Map.of(), "", words(line).toArray(String[]::new));
            assertThat(ran.code())
                    .isEqualTo(ProblemType.NOT_SUPPORTED.exitCode().code());
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).containsAnyOf("is not built yet", "NOT_CLUSTERED", "BACKEND_NOT_CONFIGURED");
        }
    }

    @Test
    void everyBuiltCommandHasAVerbAndASummary() {
        assertThat(commands()).allSatisfy(command -> {
            assertThat(command.summary()).as(command.words()).isNotBlank().endsWith(".");
            if (command.availability() == Availability.BUILT) {
                assertThat(catalogue.verb(command)).isNotNull();
                assertThat(command.options())
                        .filteredOn(option -> option.availability() == Availability.BUILT)
                        .allSatisfy(option -> assertThat(option.help())
                                .as(command.words() + " " + option.name())
                                .isNotBlank());
            }
        });
    }

    @Test
    void noSpellingMeansTwoThings() {
        for (Noun noun : allNouns()) {
            Set<String> seen = new HashSet<>();
            for (Command command : noun.commands()) {
                assertThat(command.names()).as(noun.name()).allMatch(seen::add);
                Set<String> options = new HashSet<>();
                assertThat(command.options()).as(command.words()).allMatch(option -> options.add(option.name()));
            }
        }
    }

    @Test
    void everyShortFormStandsForACommand() {
        Catalogue.shortcuts()
                .forEach((shortcut, full) -> assertThat(
                                CommandLine.parse(catalogue, List.of((shortcut + " --help").split(" ")))
                                        .command()
                                        .words())
                        .isEqualTo(full));
    }

    @Test
    void singularAndPluralAreTheSame() {
        for (String noun : List.of("agent", "conversation", "tool")) {
            assertThat(CommandLine.parse(catalogue, List.of(noun, "list")).command())
                    .isEqualTo(CommandLine.parse(catalogue, List.of(noun + "s", "list"))
                            .command());
        }
    }

    static Stream<String> documented() throws IOException {
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(
                CommandCatalogueTest.class.getResourceAsStream("commands.tsv"), StandardCharsets.UTF_8))) {
            List<String> lines = rows.lines()
                    .filter(row -> !row.startsWith("#") && !row.isBlank())
                    .map(row -> row.substring(0, row.indexOf('\t')))
                    .distinct()
                    .toList();
            assertThat(lines).hasSizeGreaterThan(200);
            return lines.stream();
        }
    }

    /** What a shell makes of a line: variables, substitutions and placeholders replaced, quotes taken off. */
    private static List<String> words(String line) {
        String plain = line.replaceAll("\\$\\(date[^)]*\\)", "20260101")
                .replaceAll("\"?\\$\\{timeout}s\"?", "5s")
                .replaceAll("\\$\\{?[A-Za-z_]+}?", "sample")
                .replaceAll("<name>", "sample");
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (char c : (plain + " ").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        assertThat(words.removeFirst()).isEqualTo("caxton");
        return words;
    }

    private List<Noun> allNouns() {
        List<Noun> nouns = new ArrayList<>(catalogue.nouns());
        nouns.add(catalogue.root());
        return nouns;
    }

    private List<Command> commands() {
        return allNouns().stream().flatMap(noun -> noun.commands().stream()).toList();
    }
}
