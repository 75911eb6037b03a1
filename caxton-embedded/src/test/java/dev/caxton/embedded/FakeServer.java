package dev.caxton.embedded;

import dev.caxton.embedded.logging.ServerLog;
import dev.caxton.engine.config.CaxtonConfig;
import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.LoggingConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A server on free ports in front of a {@link FakeCaxton}. */
final class FakeServer implements AutoCloseable {

    final FakeCaxton caxton;
    final EmbeddedServer server;

    FakeServer(String... options) {
        ServerLog.configure(new LoggingConfig("warn", null, "text"));
        CaxtonConfig config = config(options);
        caxton = new FakeCaxton(config.server().dataDir());
        server = EmbeddedServer.start(config, (url, stop) -> {
            caxton.ops.stop = stop;
            return caxton;
        });
    }

    /** Free ports, and pairs of key and value on top. */
    static CaxtonConfig config(String... options) {
        Map<String, String> settings = new HashMap<>(Map.of("server.port", "0", "monitoring.metrics_port", "0"));
        for (int i = 0; i < options.length; i += 2) {
            settings.put(options[i], options[i + 1]);
        }
        return ConfigReader.ofNothing(Path.of("target")).read(null, settings).config();
    }

    /** For trying it by hand. */
    public static void main(String[] arguments) {
        ServerLog.configure(config(arguments).logging());
        FakeCaxton caxton = new FakeCaxton(config(arguments).server().dataDir());
        ServerProcess.run(
                config(arguments),
                (url, stop) -> {
                    caxton.ops.stop = stop;
                    return caxton;
                },
                dev.caxton.war.http.RequestObserver.NONE);
    }

    @Override
    public void close() {
        server.close();
    }
}
