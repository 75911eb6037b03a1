package dev.caxton.embedded.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandLineTest {

    @Test
    void optionsMayStandAnywhereWithOrWithoutEqualsSign() {
        for (String line : List.of(
                "--url http://h --json agents list --type config",
                "agents --url=http://h list --type=config --json",
                "agents list --format json --type config --url http://h")) {
            CommandLine parsed = parse(line);

            assertThat(parsed.command().words()).isEqualTo("agents list");
            assertThat(parsed.options().get("--url")).containsExactly("http://h");
            assertThat(parsed.options().get("--type")).containsExactly("config");
        }
    }

    @Test
    void whatFollowsTwoDashesIsNoOption() {
        assertThat(parse("agents message greeter -- --help").arguments()).containsExactly("greeter", "--help");
    }

    @Test
    void lastValueCountsAndAllAreKept() {
        assertThat(parse("start --override a=1 --override b=2").options().get("--override"))
                .containsExactly("a=1", "b=2");
    }

    @Test
    void commandsOwnOptionComesBeforeTheGeneralOne() {
        assertThat(parse("memory export --format migration").options().get("--format"))
                .containsExactly("migration");
        assertThat(refused("agents list --format migration")).contains("json, table");
    }

    @Test
    void nothingAtAllIsHelp() {
        assertThat(parse("").command().words()).isEqualTo("help");
        assertThat(parse("--help").command().words()).isEqualTo("help");
        assertThat(parse("--version").command().words()).isEqualTo("version");
        assertThat(parse("agents").arguments()).containsExactly("agents");
        assertThat(parse("agents --help").has("--help")).isFalse();
    }

    @Test
    void nounMayStandForItsUsualVerb() {
        assertThat(parse("backup --embedded").command().words()).isEqualTo("backup create");
    }

    @Test
    void shortFormsAreWrittenOut() {
        assertThat(parse("reload --agent greeter").command().words()).isEqualTo("agents reload");
        assertThat(parse("--data-dir d start --port 1").command().words()).isEqualTo("server start");
        assertThat(parse("storage restore --backup f").command().words()).isEqualTo("backup restore");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agnets list | Did you mean 'agents'",
                "agents lsit | Did you mean 'list'",
                "agents list --stauts x | Did you mean '--status'",
                "stats | Did you mean 'status'",
                "xyzzy | caxton --help",
                "agents --type config | caxton agents --help",
                "agents list one | one argument too many",
                "agents show | needs <agent>",
                "agents list --type | needs a value",
                "agents list --count=3 | takes no value",
                "agents list --type robot | config, wasm",
                "agents ping a --timeout soon | 250ms",
                "agents logs a --tail many | a whole number",
                "--frobnicate agents list | not an option of caxton",
            })
    void mistakesAreExplained(String line, String expected) {
        assertThat(refused(line)).contains(expected);
    }

    @Test
    void helpForgivesMissingArguments() {
        assertThat(parse("agents show --help").command().words()).isEqualTo("agents show");
    }

    private static CommandLine parse(String line) {
        return CommandLine.parse(new Catalogue(), line.isBlank() ? List.of() : List.of(line.split(" ")));
    }

    private static String refused(String line) {
        CaxtonException problem = catchThrowableOfType(CaxtonException.class, () -> parse(line));
        assertThat(problem).as(line).isNotNull();
        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_ARGUMENT);
        return problem.getMessage() + " " + problem.hint();
    }
}
