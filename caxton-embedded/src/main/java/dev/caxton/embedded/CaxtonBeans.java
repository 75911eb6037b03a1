package dev.caxton.embedded;

import dev.caxton.api.Caxton;
import dev.caxton.engine.MicroProfile;
import dev.caxton.war.http.HttpSettings;
import dev.caxton.war.http.OpenStreams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Hands to CDI what the server made itself; {@code Caxton} is behind a proxy that waits until the engine has started. */
final class CaxtonBeans implements Extension {

    private final CompletableFuture<Caxton> caxton;
    private final HttpSettings settings;
    private final OpenStreams streams;

    CaxtonBeans(CompletableFuture<Caxton> caxton, HttpSettings settings, OpenStreams streams) {
        this.caxton = caxton;
        this.settings = settings;
        this.streams = streams;
    }

    void add(@Observes AfterBeanDiscovery event) {
        event.addBean()
                .id("caxton")
                .types(Caxton.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> caxton.join());
        MicroProfile.addHealthChecks(
                event, () -> Optional.of(caxton.join().ops().health()));
        event.addBean()
                .id("settings")
                .types(HttpSettings.class)
                .scope(Singleton.class)
                .createWith(context -> settings);
        event.addBean()
                .id("streams")
                .types(OpenStreams.class)
                .scope(Singleton.class)
                .createWith(context -> streams);
    }
}
