package dev.caxton.embedded.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Types what a page says, with a free port in place of 8080. {@code caxton start} stays in the background; every other
 * command must succeed, or end as a remark {@code # exit code 1} says.
 */
final class Tour implements AutoCloseable {

    private static final Pattern EXIT_CODE = Pattern.compile("# exit code (\\d+)");

    private final Operator operator;
    private final int port;
    private final List<Operator.Outcome> typed = new ArrayList<>();
    private ServerProcess server;

    Tour(Operator operator, int port) {
        this.operator = operator;
        this.port = port;
    }

    /** Types a block; what its commands wrote to standard output, in order. */
    String types(MarkdownPage.Block block) throws Exception {
        StringBuilder out = new StringBuilder();
        for (ShellText.Statement statement : ShellText.statements(block.text())) {
            String line = statement.text().replace("8080", String.valueOf(port));
            if (line.startsWith("caxton start")) {
                server = ServerProcess.start(operator, line.replaceFirst("\\s+#.*", "") + " --metrics-port 0", port);
                continue;
            }
            Operator.Outcome outcome = operator.types(line);
            Matcher remark = EXIT_CODE.matcher(line);
            int expected = remark.find() ? Integer.parseInt(remark.group(1)) : 0;
            if (outcome.code() != expected) {
                throw new AssertionError(outcome);
            }
            if (line.startsWith("caxton shutdown") && server.exitCode() != 0) {
                throw new AssertionError("the server ended with " + server.exitCode() + "\n" + server.log());
            }
            typed.add(outcome);
            out.append(outcome.out());
        }
        return out.toString();
    }

    /** Everything that was typed and begins so, in order. */
    List<Operator.Outcome> typed(String start) {
        return typed.stream()
                .filter(outcome -> outcome.command().startsWith(start))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        if (server != null) {
            server.close();
        }
    }
}
