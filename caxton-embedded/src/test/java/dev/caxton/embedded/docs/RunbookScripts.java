package dev.caxton.embedded.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Blocks of the runbooks, letter by letter. */
public final class RunbookScripts {

    private RunbookScripts() {}

    /** A block by the name of its file. */
    public static String read(String name) {
        try (InputStream stream = RunbookScripts.class.getResourceAsStream("runbooks/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("there is no runbook script " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
