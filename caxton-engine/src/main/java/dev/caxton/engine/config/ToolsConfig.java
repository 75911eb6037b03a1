package dev.caxton.engine.config;

import java.time.Duration;

/**
 * Built-in tools.
 *
 * @param timeout longest time for one call; default 30s
 * @param maxConcurrent most calls at once, 1 to 1000; default 50
 * @param maxResultSize largest result; default 10MB
 * @param httpClient the {@code http_client} tool
 */
public record ToolsConfig(Duration timeout, int maxConcurrent, ByteSize maxResultSize, HttpClientTool httpClient) {

    /**
     * The {@code http_client} tool.
     *
     * @param allowPrivateAddresses whether it may reach loopback, private and link-local addresses; default false
     * @param maxRedirects most redirects followed, 0 to 20; default 5
     */
    public record HttpClientTool(boolean allowPrivateAddresses, int maxRedirects) {}
}
