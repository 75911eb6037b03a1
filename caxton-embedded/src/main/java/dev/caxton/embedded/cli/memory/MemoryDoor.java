package dev.caxton.embedded.cli.memory;

import dev.caxton.api.memory.Memory;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** The memory of the server that runs; else, where no server was named, the one in the data directory itself. */
final class MemoryDoor {

    private MemoryDoor() {}

    /** Does work with the memory; where it is opened here, no model is loaded and no agent runs. */
    static <T> T with(Invocation invocation, Function<Memory, T> work) {
        if (!isOffline(invocation)) {
            return work.apply(invocation.caxton().memory());
        }
        Path dataDir = invocation.door().dataDir();
        invocation.output().say("No server runs: the memory in " + dataDir + " is opened");
        return invocation
                .engine()
                .withMemory(invocation.door().configFile(), Map.of("server.data_dir", dataDir.toString()), work);
    }

    private static boolean isOffline(Invocation invocation) {
        if (invocation.has("--url") || invocation.environment().containsKey("CAXTON_URL")) {
            return false;
        }
        Path dataDir = invocation.door().dataDir();
        return RunningServer.on(dataDir) == null && Files.exists(dataDir.resolve("memory.db"));
    }
}
