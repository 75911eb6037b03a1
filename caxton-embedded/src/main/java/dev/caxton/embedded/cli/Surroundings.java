package dev.caxton.embedded.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param workingDirectory what relative paths are relative to
 * @param environment environment variables
 * @param in standard input
 * @param out standard output, for data
 * @param err standard error, for talk
 * @param interactive whether somebody can be asked: standard input and error are a terminal
 */
public record Surroundings(
        Path workingDirectory,
        Map<String, String> environment,
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean interactive) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        // The launcher looks at the terminal, because java.io.Console costs more than most commands.
        return new Surroundings(
                Path.of("").toAbsolutePath(),
                System.getenv(),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                "yes".equals(System.getProperty("caxton.interactive")));
    }

    /** An environment variable; empty if it is not set or blank. */
    public String variable(String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
