package dev.caxton.war;

import dev.caxton.api.Caxton;
import dev.caxton.engine.MicroProfile;
import dev.caxton.engine.config.CaxtonConfig;
import dev.caxton.war.http.HttpSettings;
import dev.caxton.war.http.OpenStreams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In an application server: starts the engine with the application, ends streams before it goes, and supplies what the
 * embedded server makes for itself.
 */
@ApplicationScoped
public class EngineStartup {

    private static final Logger LOG = LoggerFactory.getLogger(EngineStartup.class);

    void start(@Observes @Initialized(ApplicationScoped.class) Object application, Caxton caxton) {
        LOG.info("Caxton {} serves", caxton.ops().version().version()); // the first call starts the engine
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application, OpenStreams streams) {
        streams.closeAll();
    }

    @Produces
    @Singleton
    HttpSettings settings() {
        CaxtonConfig config = MicroProfile.configReader().read(null, Map.of()).config();
        return new HttpSettings(
                config.server().maxBodySize().bytes(),
                true,
                config.security().allowedHosts(),
                HttpSettings.USUAL_HEARTBEAT);
    }

    @Produces
    @Singleton
    OpenStreams streams(HttpSettings settings) {
        return new OpenStreams(settings.heartbeat());
    }
}
