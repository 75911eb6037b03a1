package dev.caxton.war.server;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.client.HttpCaxton;
import dev.caxton.client.HttpCaxtonOptions;
import dev.caxton.contract.AuthorizationMatrix;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The matrix of operations and callers, against the WAR in WildFly. */
@ExtendWith(ArquillianExtension.class)
class WildFlyAuthorizationIT {

    private static final List<String> AGENTS = List.of("matrix-mine", "matrix-theirs");

    @ArquillianResource
    private @Nullable URL address;

    @Deployment(testable = false)
    static WebArchive war() {
        return CaxtonWar.archive()
                .add(
                        new StringAsset("caxton.security.authentication.enabled=true\n"),
                        "WEB-INF/classes/META-INF/microprofile-config.properties");
    }

    @TestFactory
    Stream<DynamicTest> answersEachCallerAsTheDocumentSays() throws IOException {
        URI base = URI.create(requireNonNull(address).toString());
        String admin =
                Files.readString(CaxtonWar.wildflyData().resolve("admin.key")).strip();
        Caxton caxton = HttpCaxton.connect(new HttpCaxtonOptions(base, admin, Duration.ofSeconds(120)));
        for (String agent : AGENTS) {
            caxton.agents().deploy(new AgentFile(agent + ".md", AgentFileFormat.MARKDOWN, """
                ---
                name: %s
                version: "1.0.0"
                capabilities: [answering]
                ---
                I answer.
                """.formatted(agent)));
        }
        return new AuthorizationMatrix(base, admin, AGENTS.getFirst(), AGENTS.getLast())
                .tests()
                .onClose(() -> {
                    AGENTS.forEach(agent -> caxton.agents().remove(AgentRef.of(agent)));
                    caxton.close();
                });
    }
}
