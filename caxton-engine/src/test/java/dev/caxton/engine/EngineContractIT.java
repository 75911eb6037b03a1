package dev.caxton.engine;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the engine in this process. */
class EngineContractIT extends CaxtonContract {

    @TempDir
    static Path directory;

    private static Caxton caxton;

    @BeforeAll
    static void open() {
        caxton = EngineCaxton.open(Map.of(
                "server.data_dir", directory.resolve("data").toString(),
                "server.agents_dir", directory.resolve("agents").toString()));
    }

    @AfterAll
    static void close() {
        caxton.close();
    }

    @Override
    public Caxton caxton() {
        return caxton;
    }

    @Override
    public Path agentsDirectory() {
        return directory.resolve("agents");
    }
}
