package dev.caxton.embedded;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the client over HTTP with a server in a process of its own. */
class HttpContractIT extends CaxtonContract {

    @TempDir
    static Path directory;

    private static ServerUnderTest server;
    private static Caxton caxton;

    @BeforeAll
    static void start() throws Exception {
        server = ServerUnderTest.start(directory);
        caxton = server.client();
    }

    @AfterAll
    static void stop() throws Exception {
        caxton.close();
        server.close();
    }

    @Override
    public Caxton caxton() {
        return caxton;
    }

    @Override
    public Path agentsDirectory() {
        return server.agents();
    }
}
