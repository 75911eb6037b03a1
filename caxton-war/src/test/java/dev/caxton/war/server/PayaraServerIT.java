package dev.caxton.war.server;

import java.nio.file.Path;

/** The WAR in Payara. */
class PayaraServerIT extends ServerContract {

    PayaraServerIT() {
        super("payara", FreePorts.block(8000, 8080, 8048), 8080, "payara6/glassfish/domains/caxton/caxton/data", false);
    }

    @Override
    void clean(Path directory) {
        Trees.delete(directory.resolve("payara6/glassfish/domains/caxton"));
    }
}
