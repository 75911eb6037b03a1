package dev.caxton.embedded.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command that somebody has typed at a terminal, before it runs; what it writes is lost. */
public final class OpenInvocation {

    private OpenInvocation() {}

    /** Understands the words. */
    public static Invocation of(Path directory, Map<String, String> environment, String... words) {
        Surroundings surroundings = new Surroundings(
                directory,
                environment,
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                true);
        Catalogue catalogue = new Catalogue();
        return new Invocation(
                catalogue,
                CommandLine.parse(catalogue, List.of(words)),
                surroundings,
                new Output(surroundings.out(), surroundings.err(), false, false),
                new FakeEngine());
    }
}
