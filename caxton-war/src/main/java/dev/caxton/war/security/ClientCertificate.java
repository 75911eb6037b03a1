package dev.caxton.war.security;

import dev.caxton.api.security.Caller;
import jakarta.servlet.ServletRequest;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that a caller showed when it connected with TLS. The server has verified it against its authorities
 * before the request is seen, in every Jakarta EE server.
 */
public final class ClientCertificate {

    /**
     * Request attribute with the subject of the caller's verified certificate as text (RFC 2253), such as
     * {@code CN=worker-1,O=Caxton}; absent where none was shown.
     */
    public static final String SUBJECT = "dev.caxton.war.security.clientCertificateSubject";

    /** Where the Servlet specification (section 3.9) puts the chain, the caller's own certificate first. */
    private static final String CHAIN = "jakarta.servlet.request.X509Certificate";

    private static final String PREFIX = "certificate:";

    private ClientCertificate() {}

    /** Puts the subject into the request's attribute and returns it; null where no certificate was shown. */
    public static @Nullable String note(ServletRequest request) {
        if (!(request.getAttribute(CHAIN) instanceof X509Certificate[] chain) || chain.length == 0) {
            return null;
        }
        String subject = chain[0].getSubjectX500Principal().getName(X500Principal.RFC2253);
        request.setAttribute(SUBJECT, subject);
        return subject;
    }

    /** The subject that {@link #note} found; null if none. */
    public static @Nullable String of(ServletRequest request) {
        return request.getAttribute(SUBJECT) instanceof String subject ? subject : null;
    }

    /**
     * A caller with the certificate in their name: by it alone where they have shown nothing else, after their own name
     * otherwise. What they may stays as it is.
     */
    static Caller named(Caller caller, @Nullable String subject) {
        if (subject == null || caller.equals(Caller.STRANGER)) {
            return caller;
        }
        String certificate = PREFIX + subject.replaceAll("\\p{Cntrl}", "?");
        String whole = caller.equals(Caller.ANONYMOUS) ? certificate : caller.actor() + ' ' + certificate;
        String name =
                whole.length() > Caller.LONGEST_ACTOR ? whole.substring(0, Caller.LONGEST_ACTOR - 1) + '…' : whole;
        return new Caller(name, caller.role(), caller.agents());
    }
}
