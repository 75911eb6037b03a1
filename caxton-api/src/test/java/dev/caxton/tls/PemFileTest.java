package dev.caxton.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.InvalidRequestException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemFileTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String CANARY = "canary-c3f1";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void readsPlainKeysOfEveryUsualKind(String algorithm) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance(algorithm).generateKeyPair();

        PemFile file = pem("PRIVATE KEY", keys.getPrivate().getEncoded());

        assertThat(file.privateKey(null)).isEqualTo(keys.getPrivate());
        assertThat(PrivateKeys.match(file.privateKey(null), keys.getPublic())).isTrue();
    }

    @Test
    void readsAnRsaKeyAsOlderToolsWriteIt() throws Exception {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey)
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        byte[] pkcs1 = Der.sequence(
                Der.integer(BigInteger.ZERO),
                Der.integer(key.getModulus()),
                Der.integer(key.getPublicExponent()),
                Der.integer(key.getPrivateExponent()),
                Der.integer(key.getPrimeP()),
                Der.integer(key.getPrimeQ()),
                Der.integer(key.getPrimeExponentP()),
                Der.integer(key.getPrimeExponentQ()),
                Der.integer(key.getCrtCoefficient()));

        assertThat(pem("RSA PRIVATE KEY", pkcs1).privateKey(null)).isEqualTo(key);
    }

    @Test
    void readsAnEcKeyAsOlderToolsWriteIt() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair keys = generator.generateKeyPair();
        byte[] secret = ((ECPrivateKey) keys.getPrivate()).getS().toByteArray();
        byte[] fixed = new byte[48];
        int length = Math.min(secret.length, 48);
        System.arraycopy(secret, secret.length - length, fixed, 48 - length, length);
        byte[] sec1 =
                Der.sequence(Der.integer(BigInteger.ONE), Der.octets(fixed), Der.tagged(0xa0, Der.oid("1.3.132.0.34")));

        assertThat(PrivateKeys.match(pem("EC PRIVATE KEY", sec1).privateKey(null), keys.getPublic()))
                .isTrue();
        byte[] nameless = Der.sequence(Der.integer(BigInteger.ONE), Der.octets(fixed));
        assertThatThrownBy(() -> pem("EC PRIVATE KEY", nameless).privateKey(null))
                .hasMessageContaining("does not name its curve");
    }

    @Test
    void opensAnEncryptedKeyWithItsPasswordOnly() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        PemFile file = pem("ENCRYPTED PRIVATE KEY", encrypted(keys.getPrivate().getEncoded(), CANARY));

        assertThat(file.privateKey(CANARY)).isEqualTo(keys.getPrivate());
        assertThatThrownBy(() -> file.privateKey(null)).hasMessageContaining("server.tls.key_password is not set");
        // One of 256 leaves a padding that is right by chance.
        for (int i = 0; i < 600; i++) {
            String wrong = "wrong " + i;
            assertThatThrownBy(() -> file.privateKey(wrong))
                    .hasMessageContaining("server.tls.key_password does not open it");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no PEM at all " + CANARY,
                "-----BEGIN PRIVATE KEY-----\n" + CANARY + "\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nY2FuYXJ5LWMzZjE=\n-----END PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nY2FuYXJ5LWMzZjE=\n-----END ENCRYPTED PRIVATE KEY-----\n",
                "-----BEGIN DSA PRIVATE KEY-----\nY2FuYXJ5LWMzZjE=\n-----END DSA PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END CERTIFICATE-----\n"
            })
    void namesTheFileOfABrokenKeyAndShowsNothingOfIt(String text) throws IOException {
        PemFile file = PemFile.read(Files.writeString(directory.resolve("broken.key"), text));

        assertThatThrownBy(() -> file.privateKey(CANARY))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("broken.key holds")
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
        assertThat(file.toString()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN CERTIFICATE-----\nMIIBxxxx\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n"
            })
    void namesTheFileOfABrokenCertificate(String text) throws IOException {
        PemFile file = PemFile.read(Files.writeString(directory.resolve("broken.crt"), text));

        assertThatThrownBy(file::certificates)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("broken.crt holds");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> PemFile.read(directory.resolve("gone.crt")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("gone.crt does not exist");
        assertThatThrownBy(() -> PemFile.read(directory))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws Exception {
        CertificateAuthority authority = CertificateAuthority.create("CA", NOW, Duration.ofDays(2));
        CertifiedKey one = authority.server("one", List.of("localhost"), NOW, Duration.ofDays(1));
        CertifiedKey two = authority.server("two", List.of("localhost"), NOW, Duration.ofDays(1));
        PemFile certificate =
                PemFile.read(Files.writeString(directory.resolve("one.crt"), "text before\n" + one.certificatePem()));
        PemFile wrong = PemFile.read(Files.writeString(directory.resolve("two.key"), two.keyPem()));
        PemFile right = PemFile.read(Files.writeString(directory.resolve("one.key"), one.keyPem()));

        assertThat(CertifiedKey.of(certificate, right, null)).isEqualTo(one);
        assertThatThrownBy(() -> CertifiedKey.of(certificate, wrong, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("two.key is not that of the first certificate in")
                .hasMessageContaining("one.crt");
    }

    private PemFile pem(String label, byte[] content) throws IOException {
        String text = "leading text\n" + PemFile.block(label, content);
        return PemFile.read(Files.write(directory.resolve("file.pem"), text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] encrypted(byte[] key, String password) throws GeneralSecurityException, IOException {
        String algorithm = "PBEWithHmacSHA256AndAES_256";
        SecretKey secret =
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        byte[] content = cipher.doFinal(key);
        // the OID is that of PBES2 (RFC 8018), whose parameters name the rest
        return Der.sequence(
                Der.sequence(
                        Der.oid("1.2.840.113549.1.5.13"), cipher.getParameters().getEncoded()),
                Der.octets(content));
    }
}
