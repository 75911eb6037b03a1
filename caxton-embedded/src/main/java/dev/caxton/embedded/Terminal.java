package dev.caxton.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether somebody sits before this program. */
final class Terminal {

    private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);

    private Terminal() {}

    /** Whether standard input is a terminal; then HUP says that the terminal has gone. */
    static boolean interactive() {
        Path input = Path.of("/proc/self/fd/0");
        try {
            if (Files.isSymbolicLink(input)) {
                String target = Files.readSymbolicLink(input).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            }
        } catch (IOException e) {
            LOG.debug("Standard input cannot be looked at", e);
        }
        return System.console() != null;
    }
}
