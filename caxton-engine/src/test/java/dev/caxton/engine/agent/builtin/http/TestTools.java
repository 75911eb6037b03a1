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

    /** An http_client for which every host of any scheme's own port is the local server, by plain http. */
    public static HttpClientTool everywhere(int port) {
        return new HttpClientTool(
                config(true),
                host -> List.of(InetAddress.getLoopbackAddress()),
                Clock.systemUTC(),
                null,
                host -> port);
    }

    public static ToolCall call(Map<String, Object> arguments) {
        return call(arguments, Map.of());
    }

    public static ToolCall call(Map<String, Object> arguments, Map<String, Object> parameters) {
        return new ToolCall(
                arguments, "tester", "conversation", parameters, Clock.systemUTC().instant().plusSeconds(10));
    }
}
