package dev.caxton.embedded;

import dev.caxton.engine.config.CaxtonConfig;
import dev.caxton.war.security.Authentication;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides from the address whether callers need a key. */
final class Access {

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private Access() {}

    /** None on loopback, and where the configuration says so; else the key of the data directory. */
    static Authentication of(CaxtonConfig config) {
        String host = config.server().host();
        if (loopback(host)) {
            return Authentication.none();
        }
        if (config.security().allowUnauthenticated()) {
            LOG.warn(
                    "Caxton listens on {} and lets everybody in who reaches it, as security.allow_unauthenticated says",
                    host);
            return Authentication.none();
        }
        Authentication authentication =
                Authentication.key(AdminKey.of(config.server().dataDir()));
        LOG.info(
                "Caxton listens on {} and asks for the key in {}",
                host,
                config.server().dataDir().resolve(AdminKey.FILE));
        return authentication;
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // and taking the port will say so
        }
    }
}
