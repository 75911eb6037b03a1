package dev.caxton.war.server;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonContract;
import dev.caxton.client.HttpCaxton;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, kept by the client over HTTP with the WAR in WildFly. */
@ExtendWith(ArquillianExtension.class)
class WildFlyContractIT extends CaxtonContract {

    @ArquillianResource
    private @Nullable URL address;

    private static @Nullable Caxton caxton;

    @Deployment(testable = false)
    static WebArchive war() {
        return CaxtonWar.archive();
    }

    @AfterAll
    static void disconnect() {
        requireNonNull(caxton).close();
    }

    @Override
    public Caxton caxton() {
        if (caxton == null) {
            caxton = HttpCaxton.connect(URI.create(requireNonNull(address).toString()));
        }
        return caxton;
    }

    @Override
    public Path agentsDirectory() {
        return CaxtonWar.wildflyData().resolveSibling("agents");
    }
}
