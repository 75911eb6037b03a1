package dev.caxton.embedded.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.embedded.ModelPeer;
import dev.caxton.embedded.ServerUnderTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code caxton chat} in a terminal, which is a pseudo-terminal of {@code script}, and in a pipe. */
class ChatTerminalIT {

    private static final char CTRL_C = 3;
    private static final char CTRL_D = 4;

    @TempDir
    Path directory;

    private ModelPeer model;
    private ServerUnderTest server;
    private String caxton;

    @BeforeEach
    void start() throws Exception {
        model = new ModelPeer();
        Files.createDirectories(directory.resolve("agents"));
        Files.writeString(
                directory.resolve("agents/greeter.md"),
                "---\n"
                        + "name: Greeter\n"
                        + "version: \"1.0.0\"\n"
                        + "capabilities: [greeting]\n"
                        + "system_prompt: Be brief.\n"
                        + "---\n"
                        + "Hi.\n");
        server = ServerUnderTest.start(directory, model.options());
        Path source = Built.unpacked(directory.resolve("unpacked"));
        caxton = source + "/caxton";
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        model.close();
    }

    @Test
    void talksInATerminalAndLeavesWithCtrlD() throws Exception {
        try (Terminal terminal = new Terminal("chat greeter")) {
            terminal.awaits("> ");
            terminal.types("Good morning\n");
            terminal.awaits("Be brief. | Good morning");
            terminal.awaits("(openai");
            terminal.types("And\\\nmore\n");
            terminal.awaits("Be brief. | And");
            terminal.types("/history\n");
            terminal.awaits("you: Good morning");
            terminal.awaits("greeter: Be brief. | Good morning");
            terminal.types(String.valueOf(CTRL_D));

            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.shown()).contains("Greeter 1.0.0.", "conversation ");
        }
        assertThat(model.asked()).containsExactly("Good morning", "And\nmore");
    }

    @Test
    void ctrlCGivesUpAnAnswerOrALineAndNotTheProgram() throws Exception {
        try (Terminal terminal = new Terminal("chat greeter")) {
            terminal.awaits("> ");
            model.hold();
            terminal.types("Take your time\n");
            model.awaitAsked(1);

            terminal.types(String.valueOf(CTRL_C));

            terminal.awaits("(interrupted; the answer goes into the conversation all the same)");
            terminal.types("half a li" + CTRL_C);
            terminal.awaits("(Ctrl-D or /quit leaves)");
            model.release();
            terminal.types("Still there?\n");
            terminal.awaits("Be brief. | Still there?");
            terminal.types("/history\n");
            terminal.awaits("you: Take your time");
            terminal.awaits("greeter: Be brief. | Take your time");
            terminal.types("/quit\n");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(model.asked()).containsExactly("Take your time", "Still there?");
    }

    @Test
    void answersAPipeWithAnswersAlone() throws Exception {
        Script piped =
                chat("printf 'one\\ntwo\\n' | " + caxton + " chat greeter").succeeded();

        assertThat(piped.out()).isEqualTo("Be brief. | one\nBe brief. | two\n");
        assertThat(piped.err()).matches("conversation [0-9a-f-]{36}\n");
        String conversation = piped.err().strip().substring("conversation ".length());
        Script continued = chat("echo three | " + caxton + " -q chat greeter --conversation " + conversation)
                .succeeded();
        assertThat(continued.err()).isEmpty();
        assertThat(chat(caxton + " conversations show " + conversation)
                        .succeeded()
                        .out())
                .contains("one", "two", "three");
        Script unknown = chat("echo hi | " + caxton + " chat greter");
        assertThat(unknown.code()).isEqualTo(4);
        assertThat(unknown.err()).contains("greter", "greeter");
        assertThat(unknown.out()).isEmpty();
    }

    private Script chat(String command) throws IOException, InterruptedException {
        return Script.run(directory, Map.of("CAXTON_URL", server.url().toString()), command);
    }

    /** Somebody at a terminal. */
    private final class Terminal implements AutoCloseable {

        private final Process process;
        private final OutputStream keys;
        private final Path screen;

        Terminal(String words) throws IOException {
            screen = Files.createTempFile(directory, "screen", ".txt");
            // Without exec, a shell that stays in between ends by the same Ctrl-C (dash, where SHELL is not set).
            process = Script.builder(
                            directory,
                            Map.of("CAXTON_URL", server.url().toString()),
                            "exec env --default-signal=INT script -qefc 'exec " + caxton + " " + words + "' /dev/null")
                    .redirectErrorStream(true)
                    .redirectOutput(screen.toFile())
                    .start();
            keys = process.getOutputStream();
        }

        void types(String text) throws IOException {
            keys.write(text.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        }

        String shown() throws IOException {
            return Files.readString(screen).replace("\r", "");
        }

        /** Waits until something is shown that was not waited for before. */
        void awaits(String text) throws Exception {
            int seen = waitedFor;
            BooleanSupplier there = () -> {
                try {
                    return shown().indexOf(text, seen) >= 0;
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            };
            try {
                ModelPeer.await(() -> there.getAsBoolean() || !process.isAlive(), text);
            } catch (java.util.concurrent.TimeoutException e) {
                throw new AssertionError("'" + text + "' was not shown:\n" + shown(), e);
            }
            if (!there.getAsBoolean()) {
                throw new AssertionError("it ended without '" + text + "':\n" + shown());
            }
            waitedFor = shown().indexOf(text, seen) + text.length();
        }

        private int waitedFor;

        int exitCode() throws Exception {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError("the chat did not end:\n" + shown());
            }
            return process.exitValue();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
