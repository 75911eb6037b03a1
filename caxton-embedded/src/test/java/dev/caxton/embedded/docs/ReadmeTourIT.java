package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five minutes of README.md, typed in a directory of one's own. */
class ReadmeTourIT {

    @TempDir
    Path directory;

    @Test
    void fiveMinutesGoAsWritten() throws Exception {
        Operator operator = new Operator(directory);
        int port = ServerProcess.freePort();
        List<Operator.Outcome> typed = new ArrayList<>();
        ServerProcess server = null;
        try {
            for (String command : commands()) {
                String line = command.replace("8080", String.valueOf(port));
                if (line.startsWith("caxton start")) {
                    server = ServerProcess.start(operator, withoutComment(line) + " --metrics-port 0", port);
                    continue;
                }
                typed.add(operator.types(line).succeeded());
                if (line.startsWith("caxton shutdown")) {
                    assertThat(server.exitCode()).isZero();
                }
            }
        } finally {
            if (server != null) {
                server.close();
            }
        }

        assertThat(of(typed, "curl").getFirst().out()).contains("\"status\":\"healthy\"");
        assertThat(of(typed, "caxton agents list").getFirst().out()).contains("Greeter");
        assertThat(of(typed, "caxton agents list").getLast().out()).contains("Greeter", "Librarian");
        assertThat(of(typed, "caxton agents message greeter").getFirst().out()).isNotBlank();
        List<Operator.Outcome> answers = of(typed, "caxton agents message librarian \"When");
        assertThat(answers).as("before and after the restart").hasSize(2);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.out()).contains("Tuesday at 14:00"));
        assertThat(of(typed, "caxton memory status").getFirst().out())
                .contains("healthy", "loaded", "Entities: 1 stored");
        assertThat(of(typed, "caxton shutdown")).hasSize(1);
    }

    private static List<String> commands() throws IOException {
        MarkdownPage readme = MarkdownPage.read(Repository.ROOT.resolve("README.md"));
        return readme.blocksBelow("Five minutes").stream()
                .filter(block -> block.language().equals("bash"))
                .flatMap(block -> ShellText.statements(block.text()).stream())
                .map(ShellText.Statement::text)
                .toList();
    }

    private static String withoutComment(String line) {
        return line.replaceFirst("\\s+#.*", "");
    }

    private static List<Operator.Outcome> of(List<Operator.Outcome> typed, String start) {
        return typed.stream()
                .filter(outcome -> outcome.command().startsWith(start))
                .toList();
    }
}
