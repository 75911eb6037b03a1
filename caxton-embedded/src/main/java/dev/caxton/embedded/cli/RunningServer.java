package dev.caxton.embedded.cli;

import dev.caxton.wire.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the server that runs on a data directory. */
public final class RunningServer {

    private RunningServer() {}

    /** The note of a server whose process is alive; null if there is none. */
    public static @Nullable ServerAddress on(Path dataDir) {
        try {
            return ServerAddress.read(dataDir).filter(ServerAddress::isAlive).orElse(null);
        } catch (IOException e) {
            // A directory of somebody else's says no more than one without a server.
            return null;
        }
    }
}
