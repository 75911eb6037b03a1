package dev.caxton.embedded.tls;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.config.Secret;
import dev.caxton.engine.config.TlsConfig;
import dev.caxton.tls.CertifiedKey;
import dev.caxton.tls.PemFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows and whom it believes, as its files held it at one moment.
 *
 * @param own certificate and key
 * @param authorities those whose client certificates are believed; null for none
 */
record TlsMaterial(CertifiedKey own, @Nullable List<X509Certificate> authorities) {

    /** The text of the files, not looked into yet. */
    record Files(PemFile certificate, PemFile key, @Nullable PemFile authorities) {

        static Files read(TlsConfig config) {
            Path authorities = config.clientAuth() == TlsConfig.ClientAuth.NONE ? null : config.clientAuthorities();
            return new Files(
                    PemFile.read(config.certificate()),
                    PemFile.read(config.key()),
                    authorities == null ? null : PemFile.read(authorities));
        }

        /** What tells these contents from all others. */
        String digest() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (PemFile file :
                        authorities == null ? List.of(certificate, key) : List.of(certificate, key, authorities)) {
                    digest.update(file.text().getBytes(StandardCharsets.ISO_8859_1));
                    digest.update((byte) 0);
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    /** What the files mean; a problem if they are broken or do not fit together. */
    static TlsMaterial of(Files files, TlsConfig config) {
        Secret password = config.keyPassword();
        CertifiedKey own =
                CertifiedKey.of(files.certificate(), files.key(), password == null ? null : password.reveal());
        return new TlsMaterial(
                own, files.authorities() == null ? null : files.authorities().certificates());
    }

    /** When the certificate ends. */
    Instant notAfter() {
        return own.certificate().getNotAfter().toInstant();
    }

    /** Refuses a certificate that nobody would accept now. */
    void checkTime(Instant now, Path file) {
        Instant from = own.certificate().getNotBefore().toInstant();
        if (now.isBefore(from) || now.isAfter(notAfter())) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    file + " holds a certificate that is good from " + from + " to " + notAfter() + ", and now is "
                            + now,
                    "Issue a new one, for example with 'caxton security rotate-certs'.");
        }
    }
}
