package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitRestIT extends RestCase {

    @Override
    String[] options() {
        return new String[] {
            "security.rate_limiting.enabled", "true",
            "security.rate_limiting.requests_per_minute", "1",
            "security.rate_limiting.burst", "3",
            "security.trusted_proxies", "127.0.0.0/8"
        };
    }

    @Test
    void refusesWhoAsksTooOften() {
        long began = System.nanoTime();
        for (int remaining = 2; remaining >= 0; remaining--) {
            HttpResponse<String> answer = rest.get("agents");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("RateLimit-Limit")).contains("3");
            assertThat(answer.headers().firstValue("RateLimit-Remaining")).contains(Integer.toString(remaining));
        }
        HttpResponse<String> refused = rest.get("agents");

        assertThat(problem(refused, 429, "TOO_MANY_REQUESTS").path("retryable").asBoolean())
                .isTrue();
        // The next token is due a minute after the first was taken, however long it is since.
        int passed = Math.toIntExact(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(59 - passed, 60);
        assertThat(refused.headers().firstValue("RateLimit-Remaining")).contains("0");
        assertThat(refused.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void neverLimitsHealthAndReadiness() {
        for (int i = 0; i < 20; i++) {
            for (String path : new String[] {"health", "ready", "/health", "/health/live", "/health/ready"}) {
                assertThat(rest.get(path).statusCode()).as(path).isEqualTo(200);
            }
        }
        assertThat(rest.get("agents").statusCode()).isEqualTo(200);
    }

    @Test
    void knowsCallersBehindATrustedProxyByTheirAddress() {
        for (int i = 0; i < 3; i++) {
            assertThat(rest.get("agents", "X-Forwarded-For", "9.9.9.9, 203.0.113.1")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(rest.get("agents", "X-Forwarded-For", "8.8.8.8, 203.0.113.1").statusCode())
                .as("what the caller wrote itself does not count")
                .isEqualTo(429);
        assertThat(rest.get("agents", "X-Forwarded-For", "203.0.113.2").statusCode())
                .isEqualTo(200);
    }

    @Test
    void countsRefusedRequestsToo() {
        for (int i = 0; i < 3; i++) {
            assertThat(rest.get("nowhere").statusCode()).isEqualTo(404);
        }
        assertThat(rest.get("nowhere").statusCode()).isEqualTo(429);
    }
}
