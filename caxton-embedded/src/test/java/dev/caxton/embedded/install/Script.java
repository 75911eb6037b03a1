package dev.caxton.embedded.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A shell command that has ended.
 *
 * @param command what was run
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record Script(String command, int code, String out, String err) {

    private static final long PATIENCE_SECONDS = 300;

    static Script run(Path directory, String command) throws IOException, InterruptedException {
        return run(directory, Map.of(), command);
    }

    static Script run(Path directory, Map<String, String> environment, String command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("script", ".out");
        Path err = Files.createTempFile("script", ".err");
        try {
            Process process = builder(directory, environment, command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError(command + " did not end\n" + Files.readString(out) + Files.readString(err));
            }
            return new Script(command, process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** A process with the variables of an operator, who has a JDK. */
    static ProcessBuilder builder(Path directory, Map<String, String> environment, String command) {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CAXTON_") || name.equals("DESTDIR"));
        builder.environment().put("CAXTON_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CAXTON_NO_CACHE", "yes");
        builder.environment().putAll(environment);
        return builder;
    }

    Script succeeded() {
        if (code != 0) {
            throw new AssertionError(this);
        }
        return this;
    }

    @Override
    public String toString() {
        return "$ " + command + "\n" + out + err + "[exit code " + code + "]";
    }
}
