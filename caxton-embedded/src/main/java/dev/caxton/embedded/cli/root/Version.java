package dev.caxton.embedded.cli.root;

import dev.caxton.api.ExitCode;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;
import java.util.Map;

/** {@code version} and {@code --version}: of this program, not of the server. */
final class Version implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        if (invocation.output().json()) {
            invocation
                    .output()
                    .json(Map.of("version", current(), "java", Runtime.version().toString()));
        } else {
            invocation.output().line("caxton " + current());
        }
        return ExitCode.OK;
    }

    private static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
