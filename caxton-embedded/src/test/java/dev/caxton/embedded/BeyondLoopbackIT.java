package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that listens beyond its own machine does not serve everybody, unless it is told to. */
class BeyondLoopbackIT {

    @TempDir
    Path directory;

    @Test
    void asksForTheKeyThatItMade() throws Exception {
        try (ServerUnderTest server =
                ServerUnderTest.start(directory, "--host", "0.0.0.0", "--override", "memory.embedding_model=none")) {
            Rest rest = new Rest(server.url());
            Path file = server.data().resolve("admin.key");
            String key = Files.readString(file).strip();

            RestCase.problem(rest.get("agents"), 401, "UNAUTHENTICATED");
            RestCase.problem(rest.post("shutdown", "{\"timeout\":\"0s\"}"), 401, "UNAUTHENTICATED");
            RestCase.problem(rest.get("agents", "Authorization", "Bearer " + key + "x"), 401, "UNAUTHENTICATED");
            RestCase.problem(rest.get("/metrics"), 401, "UNAUTHENTICATED");
            HttpResponse<String> agents = rest.get("agents", "Authorization", "Bearer " + key);
            assertThat(agents.statusCode()).as(agents.body()).isEqualTo(200);
            assertThat(rest.get("health").statusCode()).isEqualTo(200);
            assertThat(rest.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(server.log()).contains(file.toString()).doesNotContain(key);
            assertThat(server.terminate()).isZero();
        }
    }

    @Test
    void servesEverybodyIfToldSoAndSaysItLoudly() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(
                directory,
                "--host",
                "0.0.0.0",
                "--override",
                "security.allow_unauthenticated=true",
                "--override",
                "memory.embedding_model=none")) {
            assertThat(new Rest(server.url()).get("agents").statusCode()).isEqualTo(200);
            assertThat(server.log().lines())
                    .anyMatch(line -> line.contains("WARN") && line.contains("allow_unauthenticated"));
            assertThat(server.data().resolve("admin.key")).doesNotExist();
        }
    }
}
