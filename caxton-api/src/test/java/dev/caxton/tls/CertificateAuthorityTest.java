package dev.caxton.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.InvalidRequestException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration YEARS = Duration.ofDays(3650);
    private static final Duration DAYS = Duration.ofDays(90);

    private final CertificateAuthority authority = CertificateAuthority.create("Test CA", NOW, YEARS);

    @Test
    void issuesWhatTheJdkBelieves() throws Exception {
        CertifiedKey server =
                authority.server("node-1", List.of("caxton.example", "*.example", "127.0.0.1", "::1"), NOW, DAYS);

        validate(server.certificate(), NOW);
        assertThat(server.chain()).endsWith(authority.own().certificate());
        assertThat(server.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=node-1,O=Caxton");
        assertThat(server.certificate().getSubjectAlternativeNames())
                .extracting(name -> (Object) name.get(1))
                .containsExactly("caxton.example", "*.example", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(server.certificate().getExtendedKeyUsage()).contains("1.3.6.1.5.5.7.3.1");
        assertThat(server.certificate().getBasicConstraints()).isEqualTo(-1);
        assertThat(server.certificate().getNotAfter().toInstant()).isEqualTo(NOW.plus(DAYS));
        assertThat(PrivateKeys.match(server.key(), server.certificate().getPublicKey()))
                .isTrue();
    }

    @Test
    void issuesClientsThatAreNoServers() throws Exception {
        CertifiedKey client = authority.client("worker 1", NOW, DAYS);

        validate(client.certificate(), NOW);
        assertThat(client.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(client.certificate().getSubjectAlternativeNames()).isNull();
    }

    @Test
    void givesEachCertificateASerialOfItsOwn() {
        assertThat(authority.client("a", NOW, DAYS).certificate().getSerialNumber())
                .isPositive()
                .isNotEqualTo(authority.client("a", NOW, DAYS).certificate().getSerialNumber());
    }

    @Test
    void issuesNothingThatOutlivesItsTime() {
        CertifiedKey server = authority.server("node-1", List.of("localhost"), NOW, DAYS);

        assertThatThrownBy(() -> validate(server.certificate(), NOW.plus(DAYS).plusSeconds(1)))
                .isInstanceOf(CertPathValidatorException.class);
        assertThatThrownBy(() -> validate(server.certificate(), NOW.minus(Duration.ofHours(1))))
                .isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void writesTimesAfter2049() throws Exception {
        CertificateAuthority old = CertificateAuthority.create("Old", NOW, Duration.ofDays(36_500));

        assertThat(old.own().certificate().getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(36_500)));
    }

    @Test
    void isNotBelievedWhereAnotherIs() {
        CertifiedKey stranger =
                CertificateAuthority.create("Test CA", NOW, YEARS).client("a", NOW, DAYS);

        assertThatThrownBy(() -> validate(stranger.certificate(), NOW)).isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void refusesToIssueWithWhatIsNoAuthority() {
        CertifiedKey leaf = authority.server("node-1", List.of("localhost"), NOW, DAYS);

        assertThatThrownBy(() -> new CertificateAuthority(leaf))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is no certificate authority");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a,CN=admin", "a\n", "a=b", "ä", "-a"})
    void refusesNamesThatCouldBeReadAsOthers(String name) {
        assertThatThrownBy(() -> authority.client(name, NOW, DAYS)).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "300.1.1.1", "a/b", "http://a", "ä.example"})
    void refusesHostsThatAreNone(String host) {
        assertThatThrownBy(() -> authority.server("a", List.of(host), NOW, DAYS))
                .isInstanceOf(InvalidRequestException.class);
    }

    private void validate(X509Certificate certificate, Instant at) throws Exception {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
        PKIXParameters parameters =
                new PKIXParameters(Set.of(new TrustAnchor(authority.own().certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
