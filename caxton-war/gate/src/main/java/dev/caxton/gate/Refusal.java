package dev.caxton.gate;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers everything with 503 and the reason, in the form of Caxton's problems. */
final class Refusal implements Filter {

    private final byte[] body;

    /** Takes a sentence without quotes and escapes. */
    Refusal(String reason) {
        this.body = ("{\"type\":\"https://caxton.dev/docs/reference/problems.md#invalid-configuration\","
                        + "\"title\":\"Invalid configuration\",\"status\":503,\"detail\":\"" + reason
                        + "\",\"code\":\"INVALID_CONFIGURATION\",\"retryable\":false,\"errors\":[]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        answer.setContentType("application/problem+json");
        answer.setContentLength(body.length);
        answer.getOutputStream().write(body);
    }
}
