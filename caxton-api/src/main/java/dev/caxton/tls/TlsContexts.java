package dev.caxton.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes what TLS connections are made of, out of certificates. */
public final class TlsContexts {

    /** Guards a key store that never leaves the memory it is made in. */
    private static final char[] IN_MEMORY = "in memory".toCharArray();

    private TlsContexts() {}

    /**
     * For a client.
     *
     * @param authorities PEM file of the authorities, or of the very server certificates, to trust; null for those of the JDK
     * @param certificate PEM file of the client's own certificate, for servers that ask for one; null for none
     * @param key PEM file of its private key; null to look for it in {@code certificate}
     * @throws dev.caxton.api.CaxtonException of type {@code INVALID_CONFIGURATION} if a file is broken
     */
    public static SSLContext client(@Nullable Path authorities, @Nullable Path certificate, @Nullable Path key) {
        CertifiedKey own = null;
        if (certificate != null) {
            own = CertifiedKey.of(PemFile.read(certificate), PemFile.read(key == null ? certificate : key), null);
        }
        return of(own, authorities == null ? null : PemFile.read(authorities).certificates());
    }

    /**
     * For either side.
     *
     * @param own what this side shows of itself; null for nothing
     * @param trusted certificates to trust; null for those of the JDK
     */
    public static SSLContext of(@Nullable CertifiedKey own, @Nullable List<X509Certificate> trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    own == null ? new KeyManager[0] : keyManagers(own),
                    trusted == null ? null : trustManagers(trusted),
                    null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JDK does not take certificates that it has read", e);
        }
    }

    private static KeyManager[] keyManagers(CertifiedKey own) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry("own", own.key(), IN_MEMORY, own.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, IN_MEMORY);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trustManagers(List<X509Certificate> trusted)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("trusted-" + i, trusted.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
