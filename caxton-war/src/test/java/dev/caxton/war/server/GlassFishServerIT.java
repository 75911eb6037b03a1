package dev.caxton.war.server;

import dev.caxton.port.FreePorts;
import java.nio.file.Path;
import java.util.List;

/** The WAR in GlassFish. */
class GlassFishServerIT extends ServerContract {

    GlassFishServerIT() {
        super(
                "glassfish",
                FreePorts.block(8000, 8080, 8048),
                8080,
                "glassfish8/glassfish/domains/caxton/caxton/data",
                false);
    }

    @Override
    void clean(Path directory) {
        Trees.delete(directory.resolve("glassfish8/glassfish/domains/caxton"));
    }

    /** Grizzly answers a path with a step of three full stops with an empty 400, before Caxton sees it. */
    @Override
    public List<String> oddNames() {
        return super.oddNames().stream().filter(name -> !name.equals("...")).toList();
    }
}
