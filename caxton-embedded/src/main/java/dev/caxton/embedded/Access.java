package dev.caxton.embedded;

import dev.caxton.api.Caxton;
import dev.caxton.api.security.Admission;
import dev.caxton.engine.config.CaxtonConfig;
import dev.caxton.war.security.Authentication.Demand;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides from address and configuration whether callers need a key, and sees to it that there is one. */
final class Access {

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private Access() {}

    /** Everybody needs one beyond loopback, unless the configuration says otherwise, and on loopback if it says so. */
    static Demand demand(CaxtonConfig config) {
        if (config.security().authenticationEnabled()) {
            return Demand.ALWAYS;
        }
        if (loopback(config.server().host())) {
            return Demand.NEVER;
        }
        if (config.security().allowUnauthenticated()) {
            LOG.warn(
                    "Caxton listens on {} and lets everybody in who reaches it, as security.allow_unauthenticated says",
                    config.server().host());
            return Demand.NEVER;
        }
        return Demand.ALWAYS;
    }

    /** Makes the first admin key where there is none, and says where it is. */
    static void prepare(CaxtonConfig config, Demand demand, Caxton caxton) {
        if (demand == Demand.NEVER) {
            return;
        }
        String host = config.server().host();
        Admission.of(caxton)
                .provideAdminKey()
                .ifPresentOrElse(
                        file -> LOG.info("Caxton listens on {} and asks for a key; the admin's is in {}", host, file),
                        () -> LOG.info("Caxton listens on {} and asks for a key", host));
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // and taking the port will say so
        }
    }
}
