package dev.caxton.war.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Caxton and its areas, injected into a class of somebody's application that the WAR was added to. */
@ExtendWith(ArquillianExtension.class)
class InjectedCaxtonIT {

    private static final String AGENT = """
        ---
        name: injected
        version: 1.0.0
        description: Greets whoever says hello.
        capabilities: [greeting]
        system_prompt: You greet.
        ---
        Hello! I am glad that you are here.
        """;

    @ArquillianResource
    private @Nullable URL address;

    @Deployment(testable = false)
    static WebArchive war() {
        return CaxtonWar.archive().addClass(InjectedServlet.class);
    }

    @Test
    void anotherBeanDeploysAsksAndRemembers() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(at("injected?message=Hello!")).POST(HttpRequest.BodyPublishers.ofString(AGENT)));

        assertThat(answer.body()).contains("glad that you are here");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void everythingLiesBelowTheContextPath() throws Exception {
        Eventually.holds(
                "Caxton is ready",
                RunningWildFly.PATIENCE,
                () -> send(HttpRequest.newBuilder(at("health/ready"))).statusCode() == 200);
        for (String path : new String[] {
            "api/v1/health",
            "api/v1/ready",
            "api/v1/agents",
            "health",
            "health/live",
            "health/ready",
            "health/started",
            "metrics",
            "api/v1/metrics",
            "openapi",
            "api-docs",
            "api-docs/page.js"
        }) {
            assertThat(send(HttpRequest.newBuilder(at(path))).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void healthLooksAsMicroProfileSays() throws Exception {
        Eventually.holds(
                "Caxton is ready",
                RunningWildFly.PATIENCE,
                () -> send(HttpRequest.newBuilder(at("health/ready"))).statusCode() == 200);

        assertThat(send(HttpRequest.newBuilder(at("health/ready"))).body())
                .isEqualTo(
                        "{\"status\":\"UP\",\"checks\":[{\"name\":\"caxton-serves\",\"status\":\"UP\",\"data\":{\"status\":\"healthy\"}}]}");
    }

    @Test
    void whatIsUnknownIsAProblemOfOurs() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(at("api/v1/nothing")));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"instance\":\"/caxton/api/v1/nothing\"");
    }

    private URI at(String path) {
        return URI.create(requireNonNull(address) + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
