package dev.caxton.war.server;

import dev.caxton.port.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Tells {@code arquillian.xml} where WildFly is and which ports are free, before any test asks, and removes what an earlier
 * run has left of Caxton there.
 */
public final class ServerSession implements LauncherSessionListener {

    private static final int MANAGEMENT_PORT = 9990;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Trees.delete(CaxtonWar.wildfly().resolve("standalone/data/caxton"));
        takeLargeBodies(CaxtonWar.wildfly().resolve("standalone/configuration/standalone.xml"));
        int offset = FreePorts.offset(List.of(8080, 8443, 8009, MANAGEMENT_PORT, 9993));
        System.setProperty("caxton.test.port_offset", Integer.toString(offset));
        System.setProperty("caxton.test.management_port", Integer.toString(MANAGEMENT_PORT + offset));
        System.setProperty("caxton.test.wildfly", CaxtonWar.wildfly().toString());
        System.setProperty(
                "caxton.test.java_home",
                Path.of(System.getProperty("java.home")).toString());
    }

    /** As {@code docs/how-to/wildfly.md} says. */
    private static void takeLargeBodies(Path configuration) {
        if (!Files.exists(configuration)) {
            return; // not unpacked, and no test will ask for it
        }
        try {
            String text = Files.readString(configuration);
            if (!text.contains("max-post-size")) { // WildFly writes the file anew, so that it stays from an earlier run
                Files.writeString(
                        configuration,
                        text.replace(
                                "<http-listener name=\"default\"",
                                "<http-listener name=\"default\" max-post-size=\"0\""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
