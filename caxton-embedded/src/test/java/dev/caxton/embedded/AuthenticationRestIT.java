package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticationRestIT {

    @TempDir
    Path directory;

    @Test
    void asksForAKeyBeyondLoopback() throws IOException {
        try (FakeServer fake = everywhere()) {
            Rest rest = rest(fake.server.uri());
            String key = Files.readString(directory.resolve("data/admin.key")).strip();

            for (String path : List.of("agents", "/metrics", "/openapi", "config", "health/detailed", "nowhere")) {
                RestCase.problem(rest.get(path), 401, "UNAUTHENTICATED");
            }
            assertThat(rest.get("agents").headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer");
            RestCase.problem(rest.get("agents", "Authorization", "Bearer wrong"), 401, "UNAUTHENTICATED");
            RestCase.problem(rest.get("agents", "Authorization", "Basic " + key), 401, "UNAUTHENTICATED");
            assertThat(rest.get("agents", "Authorization", "Bearer " + key).statusCode())
                    .isEqualTo(200);
            assertThat(rest.get("agents", "authorization", "bearer " + key).statusCode())
                    .isEqualTo(200);
            assertThat(rest.get("agents", "X-API-Key", key).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void leavesHealthAndReadinessOpen() {
        try (FakeServer fake = everywhere()) {
            Rest rest = rest(fake.server.uri());
            for (String path :
                    List.of("health", "ready", "/health", "/health/live", "/health/ready", "/health/started")) {
                assertThat(rest.get(path).statusCode()).as(path).isEqualTo(200);
            }
        }
    }

    @Test
    void guardsTheMetricsPortAsWell() throws IOException {
        try (FakeServer fake = everywhere()) {
            Rest metrics = rest(Objects.requireNonNull(fake.server.metricsUri()));
            String key = Files.readString(directory.resolve("data/admin.key")).strip();

            RestCase.problem(metrics.get("/metrics"), 401, "UNAUTHENTICATED");
            assertThat(metrics.get("/metrics", "Authorization", "Bearer " + key).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void keepsTheKeyToItsOwnerAndAcrossStarts() throws IOException {
        everywhere().close();
        Path file = directory.resolve("data/admin.key");
        String key = Files.readString(file);
        everywhere().close();

        assertThat(Files.readString(file)).isEqualTo(key).startsWith("cxt_").hasSizeGreaterThan(40);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void letsEverybodyInWhenToldTo() {
        try (FakeServer fake = everywhere("security.allow_unauthenticated", "true")) {
            assertThat(rest(fake.server.uri()).get("agents").statusCode()).isEqualTo(200);
            assertThat(directory.resolve("data/admin.key")).doesNotExist();
        }
    }

    private FakeServer everywhere(String... more) {
        List<String> options = new java.util.ArrayList<>(List.of(
                "server.host",
                "0.0.0.0",
                "server.data_dir",
                directory.resolve("data").toString()));
        options.addAll(List.of(more));
        return new FakeServer(options.toArray(String[]::new));
    }

    private static Rest rest(URI uri) {
        return new Rest(URI.create("http://127.0.0.1:" + uri.getPort()));
    }
}
