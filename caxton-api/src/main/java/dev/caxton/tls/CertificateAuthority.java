package dev.caxton.tls;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority for the servers and clients of one installation.
 *
 * <p>Keys are on the curve P-256. Certificates follow RFC 5280; each is read and its signature checked by the JDK before it is
 * handed out. Nothing is revoked: short lives and a new authority take the place of that. Thread-safe.
 */
public final class CertificateAuthority {

    private static final String CURVE = "secp256r1";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?");

    /** Clocks differ: a certificate is good a little before it was made. */
    private static final Duration EARLIER = Duration.ofMinutes(5);

    private static final int SERIAL_BYTES = 16;
    private static final byte[] CA_USAGE = Der.bits(new byte[] {0x06}, 1); // keyCertSign, cRLSign
    private static final byte[] LEAF_USAGE = Der.bits(new byte[] {(byte) 0x80}, 7); // digitalSignature
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private final CertifiedKey own;
    private final SecureRandom random = new SecureRandom();

    /** The authority that has this certificate and key; both must be those of an authority. */
    public CertificateAuthority(CertifiedKey own) {
        this.own = requireNonNull(own, "own");
        if (own.certificate().getBasicConstraints() < 0) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    own.certificate().getSubjectX500Principal() + " is no certificate authority",
                    "Give the certificate that 'caxton security init-ca' made.");
        }
    }

    /** A new authority that signs its own certificate. */
    public static CertificateAuthority create(String name, Instant now, Duration lifetime) {
        KeyPair keys = newKeys();
        X500Principal subject = subject(name);
        byte[] extensions = Der.sequence(
                extension("2.5.29.19", true, Der.sequence(Der.bool(true), Der.integer(BigInteger.ZERO))),
                extension("2.5.29.15", true, CA_USAGE),
                extension("2.5.29.14", false, Der.octets(keyId(keys.getPublic()))));
        X509Certificate certificate = sign(
                keys.getPrivate(),
                keys.getPublic(),
                body(
                        subject,
                        subject,
                        keys.getPublic(),
                        now,
                        lifetime,
                        extensions,
                        keys.getPrivate(),
                        new SecureRandom()));
        return new CertificateAuthority(new CertifiedKey(List.of(certificate), keys.getPrivate()));
    }

    /** Certificate and key of the authority itself. */
    public CertifiedKey own() {
        return own;
    }

    /**
     * A key and certificate for a server.
     *
     * @param hosts names and addresses under which it is reached, one or more
     */
    public CertifiedKey server(String name, List<String> hosts, Instant now, Duration lifetime) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("hosts is empty, expected a name or address");
        }
        byte[] names = new byte[0];
        for (String host : hosts) {
            names = Der.concat(names, alternativeName(host));
        }
        return issue(name, now, lifetime, List.of(SERVER_AUTH, CLIENT_AUTH), Der.sequence(names));
    }

    /** A key and certificate by which a caller of a server shows who it is. */
    public CertifiedKey client(String name, Instant now, Duration lifetime) {
        return issue(name, now, lifetime, List.of(CLIENT_AUTH), null);
    }

    private CertifiedKey issue(
            String name, Instant now, Duration lifetime, List<String> purposes, byte @Nullable [] names) {
        KeyPair keys = newKeys();
        byte[] oids = new byte[0];
        for (String purpose : purposes) {
            oids = Der.concat(oids, Der.oid(purpose));
        }
        PublicKey issuerKey = own.certificate().getPublicKey();
        byte[] extensions = Der.sequence(
                extension("2.5.29.19", true, Der.sequence()),
                extension("2.5.29.15", true, LEAF_USAGE),
                extension("2.5.29.37", false, Der.sequence(oids)),
                extension("2.5.29.14", false, Der.octets(keyId(keys.getPublic()))),
                extension("2.5.29.35", false, Der.sequence(Der.tagged(0x80, keyId(issuerKey)))),
                names == null ? new byte[0] : extension("2.5.29.17", false, names));
        X509Certificate certificate = sign(
                own.key(),
                issuerKey,
                body(
                        own.certificate().getSubjectX500Principal(),
                        subject(name),
                        keys.getPublic(),
                        now,
                        lifetime,
                        extensions,
                        own.key(),
                        random));
        return new CertifiedKey(List.of(certificate, own.certificate()), keys.getPrivate());
    }

    private static byte[] body(
            X500Principal issuer,
            X500Principal subject,
            PublicKey key,
            Instant now,
            Duration lifetime,
            byte[] extensions,
            PrivateKey signer,
            SecureRandom random) {
        byte[] serial = new byte[SERIAL_BYTES];
        random.nextBytes(serial);
        serial[0] &= 0x3f; // positive
        serial[0] |= 0x40; // and of full length
        return Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)), // version 3
                Der.integer(new BigInteger(serial)),
                algorithm(signer),
                issuer.getEncoded(),
                Der.sequence(Der.time(now.minus(EARLIER)), Der.time(now.plus(lifetime))),
                subject.getEncoded(),
                key.getEncoded(),
                Der.tagged(0xa3, extensions));
    }

    private static X509Certificate sign(PrivateKey key, PublicKey issuer, byte[] body) {
        try {
            Signature signature = Signature.getInstance(PrivateKeys.signature(key));
            signature.initSign(key);
            signature.update(body);
            byte[] encoded = Der.sequence(body, algorithm(key), Der.bits(signature.sign(), 0));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            certificate.verify(issuer);
            return certificate;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK does not accept a certificate that was just made", e);
        }
    }

    private static byte[] algorithm(PrivateKey key) {
        return switch (PrivateKeys.signature(key)) {
            case "SHA256withECDSA" -> Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
            case "Ed25519" -> Der.sequence(Der.oid("1.3.101.112"));
            default -> Der.sequence(Der.oid("1.2.840.113549.1.1.11"), new byte[] {0x05, 0x00});
        };
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] alternativeName(String host) {
        if (ADDRESS.matcher(host).matches()) {
            try {
                return Der.tagged(0x87, InetAddress.getByName(host).getAddress()); // a literal is not looked up
            } catch (UnknownHostException e) {
                throw invalid("Host", host, e);
            }
        }
        if (!HOST.matcher(host).matches()) {
            throw invalid("Host", host, null);
        }
        return Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
    }

    private static X500Principal subject(String name) {
        if (!NAME.matcher(name).matches()) {
            throw invalid("Name", name, null);
        }
        return new X500Principal("CN=" + name + ",O=Caxton");
    }

    private static CaxtonException invalid(String what, String value, @Nullable Throwable cause) {
        dev.caxton.api.Problem problem = dev.caxton.api.Problem.of(
                ProblemType.INVALID_ARGUMENT,
                what + " of a certificate is '" + (value.length() > 200 ? value.substring(0, 200) + "…" : value)
                        + "', expected letters, digits and full stops",
                null);
        return cause == null ? CaxtonException.of(problem) : CaxtonException.of(problem, cause);
    }

    /** Method 1 of RFC 5280, section 4.2.1.2, with a digest of today. */
    private static byte[] keyId(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            ByteArrayOutputStream id = new ByteArrayOutputStream(20);
            id.write(digest, 0, 20);
            return id.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + CURVE, e);
        }
    }
}
