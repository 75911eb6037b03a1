package dev.caxton.war.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.tls.CertificateAuthority;
import jakarta.servlet.ServletRequest;
import java.lang.reflect.Proxy;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientCertificateTest {

    private final Map<String, Object> attributes = new HashMap<>();

    @Test
    void notesTheSubjectOfTheCallersOwnCertificate() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        X509Certificate[] chain = CertificateAuthority.create("CA", now, Duration.ofDays(2))
                .client("worker-1", now, Duration.ofDays(1))
                .chain()
                .toArray(X509Certificate[]::new);
        attributes.put("jakarta.servlet.request.X509Certificate", chain);

        assertThat(ClientCertificate.note(request())).isEqualTo("CN=worker-1,O=Caxton");
        assertThat(attributes).containsEntry(ClientCertificate.SUBJECT, "CN=worker-1,O=Caxton");
    }

    @Test
    void notesNothingWhereNoneWasShown() {
        assertThat(ClientCertificate.note(request())).isNull();
        attributes.put("jakarta.servlet.request.X509Certificate", new X509Certificate[0]);
        assertThat(ClientCertificate.note(request())).isNull();
        assertThat(attributes).doesNotContainKey(ClientCertificate.SUBJECT);
    }

    private ServletRequest request() {
        return (ServletRequest) Proxy.newProxyInstance(
                ServletRequest.class.getClassLoader(),
                new Class<?>[] {ServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
