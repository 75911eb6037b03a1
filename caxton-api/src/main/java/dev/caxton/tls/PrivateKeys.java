package dev.caxton.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Private keys in the forms that OpenSSL writes: PKCS #8, plain and encrypted, PKCS #1 and SEC 1. */
final class PrivateKeys {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final String RSA_OID = "1.2.840.113549.1.1.1";
    private static final String EC_OID = "1.2.840.10045.2.1";
    private static final byte[] NULL = {0x05, 0x00};
    private static final int PROBE_BYTES = 32;

    /** Tag of the parameters, which name the curve, in a SEC 1 key (RFC 5915). */
    private static final int CURVE_TAG = 0xa0;

    private static final String WRONG_PASSWORD = "server.tls.key_password does not open it";
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    private PrivateKeys() {}

    /** What makes a key unusable, in words that hold nothing of it. */
    private static final class Unusable extends InvalidKeyException {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    static PrivateKey read(String label, byte[] content, @Nullable String password)
            throws GeneralSecurityException, IOException {
        return switch (label) {
            case "PRIVATE KEY" -> pkcs8(content);
            case "ENCRYPTED PRIVATE KEY" -> pkcs8(opened(decrypt(content, password)));
            case "RSA PRIVATE KEY" -> pkcs8(wrap(Der.concat(Der.oid(RSA_OID), NULL), content));
            case "EC PRIVATE KEY" -> pkcs8(wrap(Der.concat(Der.oid(EC_OID), curve(content)), content));
            default -> throw new Unusable("its kind, " + label + ", is not read here");
        };
    }

    static String reason(Exception failure) {
        return failure instanceof Unusable ? String.valueOf(failure.getMessage()) : "it is damaged";
    }

    private static PrivateKey pkcs8(byte[] content) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(content);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                continue; // a key of another algorithm
            }
        }
        throw new Unusable("it is damaged, or neither RSA nor EC nor Ed25519");
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return Der.sequence(Der.integer(BigInteger.ZERO), Der.sequence(algorithm), Der.octets(key));
    }

    private static byte[] decrypt(byte[] content, @Nullable String password)
            throws GeneralSecurityException, IOException {
        if (password == null) {
            throw new Unusable("it is encrypted, and server.tls.key_password is not set");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
        // PBES2 names its algorithms in its parameters
        String algorithm = "PBES2".equals(info.getAlgName()) || "1.2.840.113549.1.5.13".equals(info.getAlgName())
                ? info.getAlgParameters().toString()
                : info.getAlgName();
        try {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                    info.getAlgParameters());
            return cipher.doFinal(info.getEncryptedData());
        } catch (NoSuchAlgorithmException e) {
            throw new Unusable("it is encrypted with " + algorithm + ", which this JDK does not know");
        } catch (GeneralSecurityException e) {
            throw new Unusable(WRONG_PASSWORD);
        }
    }

    /** One of 256 wrong passwords leaves a padding that is right by chance, and garbage before it. */
    private static byte[] opened(byte[] key) throws Unusable {
        if (!isPrivateKeyInfo(key)) {
            throw new Unusable(WRONG_PASSWORD);
        }
        return key;
    }

    /** Whether it is one SEQUENCE that begins with a version, as every key of PKCS #8 (RFC 5958). */
    private static boolean isPrivateKeyInfo(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        try {
            return in.get() == SEQUENCE && length(in) == in.remaining() && in.get() == INTEGER && in.get() == 1;
        } catch (java.nio.BufferUnderflowException e) {
            return false;
        }
    }

    /** The parameters of a SEC 1 key: SEQUENCE of version, key, [0] parameters, [1] public key. */
    private static byte[] curve(byte[] content) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(content);
        try {
            in.get();
            length(in);
            while (in.hasRemaining()) {
                int tag = in.get() & 0xff;
                byte[] value = new byte[Math.min(length(in), in.remaining())];
                in.get(value);
                if (tag == CURVE_TAG) {
                    return value;
                }
            }
        } catch (java.nio.BufferUnderflowException e) {
            throw new Unusable("it is damaged");
        }
        throw new Unusable("it does not name its curve");
    }

    private static int length(ByteBuffer in) {
        int first = in.get() & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f) && i < 3; i++) {
            length = length << 8 | in.get() & 0xff;
        }
        return length;
    }

    /** Algorithm by which a key signs. */
    static String signature(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519" -> "Ed25519";
            default -> "SHA256withRSA";
        };
    }

    /** Whether a private and a public key belong together. */
    static boolean match(PrivateKey key, PublicKey certified) {
        byte[] probe = new byte[PROBE_BYTES];
        new SecureRandom().nextBytes(probe);
        try {
            Signature signing = Signature.getInstance(signature(key));
            signing.initSign(key);
            signing.update(probe);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(signature(key));
            checking.initVerify(certified);
            checking.update(probe);
            return checking.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // keys of different kinds
        }
    }
}
