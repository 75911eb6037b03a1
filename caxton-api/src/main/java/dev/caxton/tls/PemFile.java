package dev.caxton.tls;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of PEM blocks (RFC 7468): certificates, a private key, or both. Failures are {@code INVALID_CONFIGURATION}, name the
 * file, and show nothing of its content.
 *
 * @param path the file
 * @param text its content when it was read
 */
public record PemFile(Path path, String text) {

    /** Larger files are no certificates: the bundle of all public authorities has 200 kB. */
    private static final long LARGEST = 4L * 1024 * 1024;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Block(String label, byte[] content) {}

    /** Reads a file. */
    public static PemFile read(Path path) {
        try {
            if (Files.size(path) > LARGEST) {
                throw broken(path, "has more than " + LARGEST + " bytes", null);
            }
            return new PemFile(path, Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw broken(path, "does not exist", e);
        } catch (IOException e) {
            throw broken(path, "cannot be read: " + e.getMessage(), e);
        }
    }

    /** The certificates in it, one or more, in the order of the file. */
    public List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks()) {
            if (block.label().endsWith("CERTIFICATE")) {
                certificates.add(certificate(block));
            }
        }
        if (certificates.isEmpty()) {
            throw broken(path, "holds no certificate, expected -----BEGIN CERTIFICATE-----", null);
        }
        return certificates;
    }

    private X509Certificate certificate(Block block) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.content()));
        } catch (CertificateException e) {
            throw broken(path, "holds a certificate that is damaged", e);
        }
    }

    /**
     * The private key in it.
     *
     * @param password password of a key that is encrypted; null if there is none
     */
    public PrivateKey privateKey(@Nullable String password) {
        for (Block block : blocks()) {
            if (block.label().endsWith("PRIVATE KEY")) {
                try {
                    return PrivateKeys.read(block.label(), block.content(), password);
                } catch (GeneralSecurityException | IOException e) {
                    // The cause is left out: what it says may come from the key's own bytes.
                    throw broken(path, "holds a private key that cannot be used: " + PrivateKeys.reason(e), null);
                }
            }
        }
        throw broken(path, "holds no private key, expected -----BEGIN PRIVATE KEY-----", null);
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            try {
                blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            } catch (IllegalArgumentException e) {
                throw broken(path, "holds a block '" + matcher.group(1) + "' that is not base64", e);
            }
        }
        return blocks;
    }

    private static CaxtonException broken(Path path, String what, @Nullable Throwable cause) {
        Problem problem = Problem.of(
                ProblemType.INVALID_CONFIGURATION,
                path + " " + what,
                "Certificates and keys are PEM files; 'caxton security init-ca' and 'rotate-certs' make some.");
        return cause == null ? CaxtonException.of(problem) : CaxtonException.of(problem, cause);
    }

    /** A block as it stands in a file. */
    static String block(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    /** The path alone: the content may be a secret. */
    @Override
    public String toString() {
        return "PemFile[" + path + "]";
    }
}
