package dev.caxton.engine.agent.builtin.http;

import dev.caxton.api.spi.ToolCall;
import dev.caxton.engine.config.ByteSize;
import dev.caxton.engine.config.ToolsConfig;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tools for tests. */
public final class TestTools {

    private TestTools() {}

    public static ToolsConfig config(boolean allowPrivateAddresses) {
        return new ToolsConfig(
                Duration.ofSeconds(10),
                50,
                ByteSize.mebibytes(10),
                new ToolsConfig.HttpClientTool(allowPrivateAddresses, 5));
    }

    /** An http_client for which the own ports of http and https of every host are the local web. */
    public static HttpClientTool everywhere(LocalWeb web) {
        return new HttpClientTool(
                config(true),
                host -> List.of(InetAddress.getLoopbackAddress()),
                Clock.systemUTC(),
                LocalWeb.trusting(),
                host -> "https".equals(host.getSchemeName()) ? web.securePort() : web.port());
    }

    public static ToolCall call(Map<String, Object> arguments) {
        return call(arguments, Map.of());
    }

    public static ToolCall call(Map<String, Object> arguments, Map<String, Object> parameters) {
        return new ToolCall(
                arguments,
                "tester",
                "conversation",
                parameters,
                Clock.systemUTC().instant().plusSeconds(10));
    }
}
