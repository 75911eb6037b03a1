package dev.caxton.tls;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A private key and the certificate that says whose it is.
 *
 * @param chain the certificate, the certificates of its issuers after it
 * @param key the private key
 */
public record CertifiedKey(List<X509Certificate> chain, PrivateKey key) {
    public CertifiedKey {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("chain is empty, expected a certificate");
        }
    }

    /**
     * The certificates of one file and the key of another, or of the same.
     *
     * @param password password of an encrypted key; null if there is none
     * @throws CaxtonException of type {@code INVALID_CONFIGURATION} if one is broken or they do not belong together
     */
    public static CertifiedKey of(PemFile certificates, PemFile key, @Nullable String password) {
        CertifiedKey pair = new CertifiedKey(certificates.certificates(), key.privateKey(password));
        if (!PrivateKeys.match(pair.key(), pair.certificate().getPublicKey())) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "The private key in " + key.path() + " is not that of the first certificate in "
                            + certificates.path(),
                    "Both files must come from one issue; a server's own certificate stands first.");
        }
        return pair;
    }

    /** The certificate of the key. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** The certificates as a PEM file. */
    public String certificatePem() {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate each : chain) {
            try {
                pem.append(PemFile.block("CERTIFICATE", each.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate that was read can be written", e);
            }
        }
        return pem.toString();
    }

    /** The key as a PEM file, in the clear (PKCS #8). */
    public String keyPem() {
        return PemFile.block("PRIVATE KEY", key.getEncoded());
    }

    /** The certificate's subject alone. */
    @Override
    public String toString() {
        return "CertifiedKey[" + certificate().getSubjectX500Principal() + "]";
    }
}
