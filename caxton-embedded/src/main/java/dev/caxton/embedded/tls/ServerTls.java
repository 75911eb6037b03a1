package dev.caxton.embedded.tls;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.config.TlsConfig;
import dev.caxton.tls.TlsContexts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The encryption of a server, whose certificate can be replaced while it runs.
 *
 * <p>A new certificate serves the connections that are made from then on; those that are open go on as they are. Sessions of
 * before cannot be resumed, so that a client certificate whose authority was removed comes in no more. What is broken is
 * refused with a line in the log, and the old certificate goes on. Thread-safe.
 */
public final class ServerTls {

    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    /** As the security monitoring of the documents has it. */
    private static final Duration WARN_BEFORE_END = Duration.ofDays(30);

    private final TlsConfig config;
    private final Clock clock;
    private final SslContextFactory.Server factory;
    private String serving;
    private @Nullable String refused;
    private @Nullable String unsettled;
    private volatile Instant notAfter;

    private ServerTls(
            TlsConfig config, Clock clock, SslContextFactory.Server factory, String serving, Instant notAfter) {
        this.config = config;
        this.clock = clock;
        this.factory = factory;
        this.serving = serving;
        this.notAfter = notAfter;
    }

    /** Reads the files that a configuration names; what is broken is a problem, what has expired a warning. */
    public static ServerTls load(TlsConfig config, Clock clock) {
        TlsMaterial.Files files = TlsMaterial.Files.read(config);
        TlsMaterial material = TlsMaterial.of(files, config);
        SSLContext context = TlsContexts.of(material.own(), trusted(material));
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(context);
        factory.setIncludeProtocols("1.3".equals(config.minimumVersion()) ? V13 : V12_AND_V13);
        if (!config.cipherSuites().isEmpty()) {
            factory.setIncludeCipherSuites(known(config.cipherSuites(), context));
        }
        factory.setRenegotiationAllowed(false);
        switch (config.clientAuth()) {
            case NONE -> {}
            case OPTIONAL -> factory.setWantClientAuth(true);
            case REQUIRED -> factory.setNeedClientAuth(true);
        }
        ServerTls tls = new ServerTls(config, clock, factory, files.digest(), material.notAfter());
        tls.warnOfEnd();
        return tls;
    }

    private static final String[] V13 = {"TLSv1.3"};
    private static final String[] V12_AND_V13 = {"TLSv1.3", "TLSv1.2"};

    /** Nobody is believed where no authorities are named; those of the JDK are for clients. */
    private static List<java.security.cert.X509Certificate> trusted(TlsMaterial material) {
        return material.authorities() == null ? List.of() : material.authorities();
    }

    private static String[] known(List<String> suites, SSLContext context) {
        List<String> supported = List.of(context.getSupportedSSLParameters().getCipherSuites());
        for (String suite : suites) {
            if (!supported.contains(suite)) {
                throw CaxtonException.of(
                        ProblemType.INVALID_CONFIGURATION,
                        "server.tls.cipher_suites names '" + suite + "', which this JDK does not know",
                        "Names are those of Java, such as TLS_AES_256_GCM_SHA384; without this key there are good"
                                + " defaults.");
            }
        }
        return suites.toArray(String[]::new);
    }

    /** What Jetty makes connections with. */
    public SslContextFactory.Server factory() {
        return factory;
    }

    /** File of the certificate. */
    public Path certificateFile() {
        return config.certificate();
    }

    /** Looks at the files every few seconds, as long as a server runs. */
    public LifeCycle watch(Server server) {
        return new CertificateWatch(server, this);
    }

    /** Takes what the files hold now, or says in the log why not. */
    public synchronized void reload() {
        try {
            TlsMaterial.Files files = TlsMaterial.Files.read(config);
            String digest = files.digest();
            if (digest.equals(serving)) {
                LOG.info("The certificate in {} has not changed", config.certificate());
                refused = null;
            } else {
                take(files, digest);
            }
        } catch (CaxtonException e) {
            refuse(e);
        }
    }

    /**
     * Takes what the files hold if that is new. Certificate and key are two files, so what does not fit together is looked at
     * once more before it is refused.
     */
    synchronized void look() {
        String digest = "unreadable";
        try {
            TlsMaterial.Files files = TlsMaterial.Files.read(config);
            digest = files.digest();
            if (digest.equals(serving)) {
                refused = null;
                unsettled = null;
            } else if (!digest.equals(refused)) {
                take(files, digest);
            }
        } catch (CaxtonException e) {
            if (digest.equals(unsettled)) {
                refused = digest.equals(refused) ? refused : said(e, digest);
            }
            unsettled = digest;
        }
    }

    private String said(CaxtonException problem, String digest) {
        refuse(problem);
        return digest;
    }

    private void refuse(CaxtonException problem) {
        LOG.error("The new certificate is refused and the old one goes on: {}", problem.getMessage());
    }

    private void take(TlsMaterial.Files files, String digest) {
        TlsMaterial material = TlsMaterial.of(files, config);
        material.checkTime(clock.instant(), config.certificate());
        SSLContext context = TlsContexts.of(material.own(), trusted(material));
        try {
            factory.reload(made -> made.setSslContext(context));
        } catch (Exception e) {
            throw CaxtonException.of(
                    dev.caxton.api.Problem.of(
                            ProblemType.INVALID_CONFIGURATION, "TLS does not take the new certificate: " + e, null),
                    e);
        }
        serving = digest;
        refused = null;
        unsettled = null;
        notAfter = material.notAfter();
        LOG.info(
                "New connections see the certificate of {} from {}, good until {}",
                material.own().certificate().getSubjectX500Principal(),
                config.certificate(),
                notAfter);
        warnOfEnd();
    }

    /** Says in the log that the certificate ends soon, if it does. */
    void warnOfEnd() {
        Duration left = Duration.between(clock.instant(), notAfter);
        if (left.isNegative()) {
            LOG.warn("The certificate in {} ended at {}; clients refuse it", config.certificate(), notAfter);
        } else if (left.compareTo(WARN_BEFORE_END) < 0) {
            LOG.warn("The certificate in {} ends at {}, in {} days", config.certificate(), notAfter, left.toDays());
        }
    }
}
