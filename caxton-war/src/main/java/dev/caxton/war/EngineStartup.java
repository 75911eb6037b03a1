package dev.caxton.war;

import dev.caxton.api.Caxton;
import dev.caxton.api.security.Admission;
import dev.caxton.engine.config.CaxtonConfig;
import dev.caxton.engine.config.EffectiveConfig;
import dev.caxton.engine.config.SecurityConfig;
import dev.caxton.war.http.HttpSettings;
import dev.caxton.war.http.OpenStreams;
import dev.caxton.war.security.Authentication;
import dev.caxton.war.security.BearerTokens;
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

    void start(
            @Observes @Initialized(ApplicationScoped.class) Object application,
            Caxton caxton,
            Authentication authentication) {
        LOG.info("Caxton {} serves", caxton.ops().version().version()); // the first call starts the engine
        if (authentication.demands()) {
            Admission.of(caxton)
                    .provideAdminKey()
                    .ifPresent(file -> LOG.info("Caxton asks for a key beyond this machine; one is in {}", file));
        }
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application, OpenStreams streams) {
        streams.closeAll();
    }

    /** What the engine opens with. */
    @Produces
    @Singleton
    EffectiveConfig configuration() {
        return new HostServer(System.getenv(), System.getProperties())
                .configuration()
                .read(null, Map.of());
    }

    @Produces
    @Singleton
    HttpSettings settings(EffectiveConfig effective) {
        CaxtonConfig config = effective.config();
        return new HttpSettings(
                config.server().maxBodySize().bytes(),
                true,
                config.security().allowedHosts(),
                HttpSettings.USUAL_HEARTBEAT);
    }

    @Produces
    @Singleton
    Authentication authentication(Caxton caxton, EffectiveConfig effective) {
        SecurityConfig security = effective.config().security();
        Authentication.Demand demand = security.authenticationEnabled()
                ? Authentication.Demand.ALWAYS
                : security.allowUnauthenticated() ? Authentication.Demand.NEVER : Authentication.Demand.BEYOND_LOOPBACK;
        return new Authentication(demand, () -> Admission.of(caxton), BearerTokens.NONE);
    }

    @Produces
    @Singleton
    OpenStreams streams(HttpSettings settings) {
        return new OpenStreams(settings.heartbeat());
    }
}
