package dev.caxton.engine.microprofile;

import dev.caxton.engine.config.HostSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings from MicroProfile Config: every property below {@value #PREFIX}. */
public final class ConfigSettings {

    static final String PREFIX = "caxton.";

    /** Where MicroProfile Config puts environment variables, whose place among our sources is given. */
    private static final int ENVIRONMENT_ORDINAL = 300;

    private static final Logger LOG = LoggerFactory.getLogger(ConfigSettings.class);

    private ConfigSettings() {}

    /** The settings of the host's configuration; none if there is no implementation behind the API. */
    public static List<HostSetting> ofHost() {
        try {
            return of(ConfigProvider.getConfig());
        } catch (IllegalStateException e) {
            LOG.info(
                    "MicroProfile Config is on the class path without an implementation and is not read: {}",
                    e.toString());
            return List.of();
        }
    }

    static List<HostSetting> of(Config config) {
        TreeSet<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(names::add);
        List<HostSetting> settings = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(PREFIX)) {
                ConfigValue value = config.getConfigValue(name);
                String text = text(value);
                // environment variables are read under all of their own names elsewhere
                if (text != null && value.getSourceOrdinal() != ENVIRONMENT_ORDINAL) {
                    settings.add(new HostSetting(
                            name.substring(PREFIX.length()),
                            text,
                            "MicroProfile Config, " + value.getSourceName(),
                            value.getSourceOrdinal() > ENVIRONMENT_ORDINAL));
                }
            }
        }
        return settings;
    }

    /** The value; as it was written where it is a reference of ours, which the host would take for one of its own. */
    private static @Nullable String text(ConfigValue value) {
        String written = value.getRawValue();
        boolean ours = written != null && (written.contains("${env:") || written.contains("${file:"));
        return ours ? written : value.getValue();
    }
}
