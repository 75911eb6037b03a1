package dev.caxton.engine;

import dev.caxton.api.security.Admission;
import dev.caxton.api.security.Caller;
import dev.caxton.api.security.Keys;
import dev.caxton.engine.config.EffectiveConfig;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.security.KeyService;
import dev.caxton.engine.store.DataDirectory;
import dev.caxton.engine.store.Database;
import java.time.Clock;

/**
 * The keys of a data directory that no server has open; it is locked until closing. Agents are not looked at, so a key may
 * name one that is still to come. For one thread.
 */
public final class OfflineKeys implements AutoCloseable {

    private final Closing closing = new Closing();
    private final KeyService keys;
    private final Admission.Binding binding;

    private OfflineKeys(EffectiveConfig config, Caller caller) {
        try {
            Clock clock = Clock.systemUTC();
            DataDirectory directory = closing.add(
                    "data directory",
                    DataDirectory.open(config.config().server().dataDir(), clock));
            EngineFiles files = new EngineFiles(directory, clock);
            Database platform = closing.add("caxton.db", Database.open(files.platform()));
            this.keys = files.keys(platform, new TimeOrderedIds(clock), agent -> {});
            this.binding = keys.enter(caller);
        } catch (RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    /**
     * Opens the keys of the data directory of a configuration.
     *
     * @param caller who stands in the audit trail
     * @throws dev.caxton.api.CaxtonException with {@code DATA_DIRECTORY_IN_USE} where a server runs
     */
    public static OfflineKeys open(EffectiveConfig config, Caller caller) {
        return new OfflineKeys(config, caller);
    }

    /** The keys. */
    public Keys keys() {
        return keys;
    }

    @Override
    public void close() {
        binding.close();
        closing.close();
    }
}
