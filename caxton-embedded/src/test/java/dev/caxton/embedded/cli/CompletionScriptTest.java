package dev.caxton.embedded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletionScriptTest {

    @TempDir
    Path directory;

    private final CompletionScript script = new CompletionScript(new Catalogue());

    @Test
    void bashCompletesNounsVerbsAndOptions() throws Exception {
        assertThat(complete("caxton", "age")).contains("agents");
        assertThat(complete("caxton", "agents", "rel")).containsExactly("reload", "reload-status");
        assertThat(complete("caxton", "agent", "list", "--st")).containsExactly("--status");
        assertThat(complete("caxton", "--json", "start", "--po")).containsExactly("--port");
        assertThat(complete("caxton", "reload", "--all")).containsExactly("--all-config");
        assertThat(complete("caxton", "agents", "list", "--ur")).containsExactly("--url");
        assertThat(complete("caxton", "completion", "f")).containsExactly("fish");
    }

    @Test
    void zshAndFishScriptsNameEveryBuiltCommand() {
        assertThat(script.zsh()).startsWith("#compdef caxton").contains("validate-all");
        assertThat(script.fish()).contains("-l names-only", "-a 'validate-all'", "-l url -r");
    }

    private List<String> complete(String... words) throws IOException, InterruptedException {
        String line = String.join(" ", words);
        Path file = Files.writeString(
                directory.resolve("completion.bash"),
                script.bash() + "\nCOMP_WORDS=(" + line + ")\nCOMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))\n_caxton\n"
                        + "printf '%s\\n' \"${COMPREPLY[@]}\"\n");
        Process bash = new ProcessBuilder("bash", file.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output.lines().sorted().toList();
    }
}
