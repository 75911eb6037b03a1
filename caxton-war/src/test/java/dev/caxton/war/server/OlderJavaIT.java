package dev.caxton.war.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WildFly on a Java that is too old: the one that runs Maven, where that is the case. */
class OlderJavaIT {

    private static final int NEEDED = 21;

    @TempDir
    Path directory;

    @Test
    void saysWhichJavaIsNeeded() throws Exception {
        int version = Integer.parseInt(System.getProperty("caxton.test.maven_java_version"));
        assumeTrue(version < NEEDED, "Maven runs on Java " + version + ", which is new enough for Caxton");

        RunningWildFly server =
                RunningWildFly.start(directory, Path.of(System.getProperty("caxton.test.maven_java_home")));
        try {
            assertThat(server.refusal("caxton.war"))
                    .contains("Caxton needs Java 21 or newer, and this server runs on Java " + version);
        } finally {
            server.stop();
        }
    }
}
