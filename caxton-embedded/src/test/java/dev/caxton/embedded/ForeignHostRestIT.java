package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignHostRestIT extends RestCase {

    @Override
    String[] options() {
        return new String[] {"security.allowed_hosts", "caxton.internal"};
    }

    @Test
    void refusesForeignHostsAtEveryPath() throws IOException {
        for (String path : List.of("/api/v1/health", "/api/v1/agents", "/health", "/metrics", "/openapi", "/nowhere")) {
            assertThat(get(path, "Host: evil.example"))
                    .as(path)
                    .startsWith("HTTP/1.1 403")
                    .contains("FOREIGN_ORIGIN")
                    .contains("security.allowed_hosts");
        }
    }

    @Test
    void refusesForeignOrigins() throws IOException {
        for (String origin : List.of("https://evil.example", "null", "http://localhost.evil.example", "file://")) {
            assertThat(get("/api/v1/agents", "Host: localhost\r\nOrigin: " + origin))
                    .as(origin)
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void letsNamesOfThisMachineAndAllowedOnesIn() throws IOException {
        for (String host : List.of("localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080", "caxton.internal:443")) {
            assertThat(get("/api/v1/agents", "Host: " + host)).as(host).startsWith("HTTP/1.1 200");
        }
        assertThat(get("/api/v1/agents", "Host: localhost\r\nOrigin: http://localhost:3000"))
                .startsWith("HTTP/1.1 200");
        assertThat(get("/api/v1/health", "Host: localhost\r\nOrigin: https://caxton.internal"))
                .startsWith("HTTP/1.1 200");
    }

    private String get(String path, String headers) throws IOException {
        return rest.raw("GET " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");
    }
}
