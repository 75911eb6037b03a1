package dev.caxton.engine.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * What an application server contributes to the configuration: system properties, which it can set where it cannot set
 * environment variables, and a directory for data.
 */
final class HostServer {

    private static final String PREFIX = "caxton.";

    /** By which the servers say where data of this instance goes. */
    private static final List<String> PLACES = List.of(
            "jboss.server.data.dir", // WildFly
            "com.sun.aas.instanceRoot", // Payara, GlassFish
            "server.output.dir"); // Open Liberty, which the how-to page makes tell it

    private final Map<String, String> environment;
    private final Properties properties;

    /** Takes the environment variables and system properties of the process. */
    HostServer(Map<String, String> environment, Properties properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /** A reader of the configuration: {@code caxton.data_dir} as a system property is as good as {@code CAXTON_DATA_DIR}. */
    ConfigReader configuration() {
        ConfigReader reader = ConfigReader.ofUsualPlaces(settings());
        return dataDirectory().map(reader::withUsualDataDir).orElse(reader);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(environment);
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                settings.put(name.replace('.', '_').toUpperCase(Locale.ROOT), properties.getProperty(name));
            }
        }
        return settings;
    }

    /** {@code caxton/data} below the server's own directory; empty where the server is not known. */
    Optional<Path> dataDirectory() {
        return PLACES.stream()
                .map(properties::getProperty)
                .filter(Objects::nonNull)
                .map(directory -> Path.of(directory, "caxton", "data").toAbsolutePath())
                .findFirst();
    }
}
