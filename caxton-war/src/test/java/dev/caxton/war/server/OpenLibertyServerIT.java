package dev.caxton.war.server;

import dev.caxton.port.FreePorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The WAR in Open Liberty. */
class OpenLibertyServerIT extends ServerContract {

    OpenLibertyServerIT() {
        super("open-liberty", Map.of(9080, 9080 + FreePorts.offset(List.of(9080))), 9080, "caxton/data", true);
    }

    @Override
    void clean(Path directory) {
        removeServer(directory);
    }

    static void removeServer(Path directory) {
        Trees.delete(directory.resolve("caxton"));
        Trees.delete(directory.resolve("wlp/usr/servers/caxton"));
        Trees.delete(directory.resolve("wlp/usr/servers/.classCache"));
    }
}
