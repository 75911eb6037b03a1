package dev.caxton.war.http;

import dev.caxton.engine.config.CaxtonConfig;
import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.NetworkConfig;
import dev.caxton.war.security.Authentication.Demand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What the REST interface lets through.
 *
 * @param maxBodyBytes largest request body in bytes
 * @param demand of whom keys are demanded; whoever needs none must name this server and come from no stranger's page
 * @param allowedHosts further host names to accept, in lower case
 * @param heartbeat how long a stream may be silent before a comment is sent
 * @param network limits, rates, origins and proxies
 */
public record HttpSettings(
        long maxBodyBytes, Demand demand, Set<String> allowedHosts, Duration heartbeat, NetworkConfig network) {

    /** Silence of a stream after which proxies begin to lose patience. */
    public static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(15);

    public HttpSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /** What a configuration says, for a server that demands keys so. */
    public static HttpSettings of(CaxtonConfig config, Demand demand) {
        return new HttpSettings(
                config.server().maxBodySize().bytes(),
                demand,
                config.security().allowedHosts(),
                USUAL_HEARTBEAT,
                config.network());
    }

    /** Documented defaults: 10 MB, names of this machine only. */
    public static HttpSettings defaults() {
        return of(ConfigReader.ofNothing(Path.of("")).read(null, Map.of()).config(), Demand.NEVER);
    }
}
