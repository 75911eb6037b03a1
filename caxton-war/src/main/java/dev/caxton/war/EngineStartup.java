package dev.caxton.war;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.security.Admission;
import dev.caxton.engine.MicroProfile;
import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.EffectiveConfig;
import dev.caxton.engine.config.SecurityConfig;
import dev.caxton.war.http.HttpSettings;
import dev.caxton.war.http.OpenStreams;
import dev.caxton.war.security.Authentication;
import dev.caxton.war.security.BearerTokens;
import dev.caxton.war.security.ContainerRoles;
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
        try {
            LOG.info("Caxton {} serves", caxton.ops().version().version()); // the first call starts the engine
        } catch (RuntimeException e) {
            throw refusal(e);
        }
        if (authentication.demands()) {
            Admission.of(caxton)
                    .provideAdminKey()
                    .ifPresent(file -> LOG.info("Caxton asks for a key beyond this machine; one is in {}", file));
        }
    }

    /** What the server shows of a failed deployment: one sentence in place of several layers of causes. */
    private static RuntimeException refusal(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CaxtonException refused) {
                String hint = refused.problem().hint();
                return new IllegalStateException("Caxton does not start: " + refused.type() + ": "
                        + refused.problem().detail() + (hint == null ? "" : ". " + hint));
            }
        }
        return failure;
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application, OpenStreams streams) {
        streams.closeAll();
    }

    /** What the engine opens with. */
    @Produces
    @Singleton
    EffectiveConfig configuration() {
        return ConfigReader.ofHost().with(MicroProfile.configSettings()).read(null, Map.of());
    }

    @Produces
    @Singleton
    HttpSettings settings(EffectiveConfig effective) {
        return HttpSettings.of(effective.config(), demand(effective));
    }

    @Produces
    @Singleton
    Authentication authentication(Caxton caxton, EffectiveConfig effective) {
        SecurityConfig security = effective.config().security();
        if (security.oidc() != null) {
            LOG.warn(
                    "security.oidc.issuer has no effect here: the application server checks tokens (MicroProfile JWT)");
        }
        return new Authentication(
                demand(effective),
                () -> Admission.of(caxton),
                BearerTokens.NONE,
                new ContainerRoles(security.roleMap()));
    }

    private static Authentication.Demand demand(EffectiveConfig effective) {
        SecurityConfig security = effective.config().security();
        if (security.authenticationEnabled()) {
            return Authentication.Demand.ALWAYS;
        }
        return security.allowUnauthenticated() ? Authentication.Demand.NEVER : Authentication.Demand.BEYOND_LOOPBACK;
    }

    @Produces
    @Singleton
    OpenStreams streams(HttpSettings settings) {
        return new OpenStreams(settings.heartbeat());
    }
}
