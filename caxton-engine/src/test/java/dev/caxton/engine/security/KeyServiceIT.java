package dev.caxton.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.ApiKey;
import dev.caxton.api.security.Caller;
import dev.caxton.api.security.CreatedKey;
import dev.caxton.api.security.KeyState;
import dev.caxton.api.security.NewKey;
import dev.caxton.api.security.Role;
import dev.caxton.engine.HandClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyServiceIT {

    @TempDir
    Path directory;

    private KeyFixture fixture;
    private KeyService keys;

    @BeforeEach
    void open() {
        fixture = new KeyFixture(directory);
        keys = fixture.keys;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void reopen() {
        HandClock before = fixture.clock;
        fixture.close();
        fixture = new KeyFixture(directory);
        fixture.clock.pass(Duration.between(fixture.clock.instant(), before.instant()));
        keys = fixture.keys;
    }

    @Test
    void admitsWhoeverHoldsTheTokenAlsoAfterARestart() {
        CreatedKey created = keys.create(new NewKey("ci", Role.USER, List.of("greeter"), null));

        Caller expected = new Caller("key:" + created.key().prefix() + ":ci", Role.USER, Set.of("greeter"));
        assertThat(keys.admit(created.token())).contains(expected);
        reopen();
        assertThat(keys.admit(created.token())).contains(expected);
    }

    @Test
    void makesTokensOf256BitsThatBeginWithTheirPrefix() {
        CreatedKey one = keys.create(NewKey.of("one", Role.USER));
        CreatedKey two = keys.create(NewKey.of("two", Role.USER));

        assertThat(one.token())
                .matches("cxt_[A-Za-z0-9_-]{43}")
                .startsWith(one.key().prefix());
        assertThat(one.key().prefix()).hasSize(12);
        assertThat(one.token()).isNotEqualTo(two.token());
    }

    @Test
    void admitsNobodyElse() {
        CreatedKey created = keys.create(NewKey.of("ci", Role.USER));
        String token = created.token();
        char last = token.charAt(token.length() - 1) == 'A' ? 'E' : 'A';

        for (String wrong : List.of(
                "",
                "cxt_",
                created.key().prefix(),
                token + "x",
                token.substring(1),
                token.substring(0, token.length() - 1) + last,
                created.key().keyId(),
                "x".repeat(100_000),
                "\0")) {
            assertThat(keys.admit(wrong))
                    .as(wrong.length() > 60 ? "long" : wrong)
                    .isEmpty();
        }
    }

    @Test
    void storesNoTokenAnywhere() throws IOException {
        CreatedKey created = keys.create(NewKey.of("ci", Role.ADMIN));
        byte[] secret = created.token().substring(12).getBytes(StandardCharsets.US_ASCII);
        fixture.close();

        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(created.toString()).doesNotContain(created.token());
        fixture = new KeyFixture(directory);
    }

    @Test
    void endsWithItsTime() {
        CreatedKey created = keys.create(new NewKey("short", Role.USER, List.of(), Duration.ofHours(1)));
        fixture.clock.pass(Duration.ofMinutes(59));
        assertThat(keys.admit(created.token())).isPresent();

        fixture.clock.pass(Duration.ofMinutes(1));

        assertThat(keys.admit(created.token())).isEmpty();
        assertThat(keys.list()).extracting(ApiKey::state).containsExactly(KeyState.EXPIRED);
    }

    @Test
    void endsAtOnceWhenRevokedByIdPrefixOrName() {
        CreatedKey one = keys.create(NewKey.of("one", Role.USER));
        CreatedKey two = keys.create(NewKey.of("two", Role.USER));
        CreatedKey three = keys.create(NewKey.of("three", Role.USER));

        assertThat(keys.revoke(one.key().keyId()).state()).isEqualTo(KeyState.REVOKED);
        keys.revoke(two.key().prefix());
        keys.revoke("three");

        assertThat(Stream.of(one, two, three).map(CreatedKey::token).map(keys::admit))
                .allMatch(Optional::isEmpty);
        reopen();
        assertThat(keys.admit(one.token())).isEmpty();
        assertThat(keys.list()).extracting(ApiKey::state).containsOnly(KeyState.REVOKED);
    }

    @Test
    void takesARepeatedRevocation() {
        CreatedKey created = keys.create(NewKey.of("one", Role.USER));
        ApiKey first = keys.revoke(created.key().keyId());
        fixture.clock.pass(Duration.ofHours(1));

        assertThat(keys.revoke(created.key().keyId()).revokedAt()).isEqualTo(first.revokedAt());
    }

    @Test
    void refusesUnknownKeysWithoutRepeatingASecret() {
        String token = keys.create(NewKey.of("one", Role.USER)).token();

        assertThatThrownBy(() -> keys.revoke(token)).isInstanceOfSatisfying(CaxtonException.class, e -> {
            assertThat(e.type()).isEqualTo(ProblemType.KEY_NOT_FOUND);
            assertThat(e.getMessage()).doesNotContain(token);
        });
    }

    @Test
    void keepsNamesOfActiveKeysApart() {
        keys.create(NewKey.of("ci", Role.USER));
        assertProblem(ProblemType.NAME_CONFLICT, () -> keys.create(NewKey.of("ci", Role.ADMIN)));

        keys.revoke("ci");

        assertThat(keys.create(NewKey.of("ci", Role.ADMIN)).key().role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void refusesToRevokeTheLastAdmin() {
        CreatedKey admin = keys.create(NewKey.of("admin", Role.ADMIN));
        keys.create(NewKey.of("operator", Role.OPERATOR));
        CreatedKey brief = keys.create(new NewKey("brief", Role.ADMIN, List.of(), Duration.ofHours(1)));
        fixture.clock.pass(Duration.ofHours(2));

        assertProblem(ProblemType.LAST_ADMIN_KEY, () -> keys.revoke("admin"));
        assertThat(keys.admit(admin.token())).isPresent();

        assertThat(keys.revoke(brief.key().keyId()).state()).isEqualTo(KeyState.REVOKED);
        keys.create(NewKey.of("second", Role.ADMIN));
        keys.revoke("admin");
        assertThat(keys.admit(admin.token())).isEmpty();
    }

    @Test
    void makesAnAdminKeyWhereThereIsNone() throws IOException {
        Path file = keys.provideAdminKey().orElseThrow();
        String token = Files.readString(file).strip();

        assertThat(keys.admit(token)).map(Caller::role).contains(Role.ADMIN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keys.list()).extracting(ApiKey::keyId).containsExactly("admin.key");
        assertThat(keys.provideAdminKey()).contains(file);
        reopen();
        assertThat(keys.admit(token)).isPresent();
        assertThat(Files.readString(file).strip()).isEqualTo(token);
    }

    @Test
    void makesNoneWhereAnAdminHasAKey() {
        keys.create(NewKey.of("admin", Role.ADMIN));

        assertThat(keys.provideAdminKey()).isEmpty();
        assertThat(directory.resolve("admin.key")).doesNotExist();
    }

    @Test
    void retiresTheMadeKeyOnceThereIsAnother() throws IOException {
        String token = Files.readString(keys.provideAdminKey().orElseThrow()).strip();
        assertProblem(ProblemType.LAST_ADMIN_KEY, () -> keys.revoke("admin.key"));
        CreatedKey admin = keys.create(NewKey.of("admin", Role.ADMIN));

        keys.revoke("admin.key");

        assertThat(keys.admit(token)).isEmpty();
        assertThat(directory.resolve("admin.key")).doesNotExist();
        assertProblem(ProblemType.LAST_ADMIN_KEY, () -> keys.revoke("admin"));
        assertThat(keys.admit(admin.token())).isPresent();
    }

    @Test
    void letsTheLastStoredAdminGoWhileTheMadeKeyIsInForce() {
        keys.provideAdminKey();
        keys.create(NewKey.of("admin", Role.ADMIN));

        assertThat(keys.revoke("admin").state()).isEqualTo(KeyState.REVOKED);
    }

    @Test
    void knowsWhenAKeyWasUsedAndWritesItOnceAnHour() {
        CreatedKey created = keys.create(NewKey.of("ci", Role.USER));
        assertThat(keys.list().getFirst().lastUsed()).isNull();

        for (int i = 0; i < 1_000; i++) {
            keys.admit(created.token());
            fixture.clock.pass(Duration.ofSeconds(1));
        }

        assertThat(keys.list().getFirst().lastUsed())
                .isEqualTo(fixture.clock.instant().minusSeconds(1));
        reopen();
        assertThat(fixture.audit().stream().filter(row -> row.contains("note_key_use")))
                .hasSize(1);
        assertThat(keys.list().getFirst().lastUsed()).isNotNull();
    }

    @Test
    void writesWhoDidWhatIntoTheAuditTrail() {
        Caller admin = new Caller("key:cxt_boss:boss", Role.ADMIN, Set.of());
        String prefix;
        try (var binding = keys.enter(admin)) {
            prefix = keys.create(NewKey.of("ci", Role.USER)).key().prefix();
        }
        keys.revoke("ci");

        assertThat(fixture.audit())
                .anyMatch(row -> row.equals("key:cxt_boss:boss create_key " + prefix + " ci applied"))
                .anyMatch(row -> row.startsWith("java revoke_key " + prefix) && row.endsWith("applied"));
        assertThat(keys.list().getFirst().createdBy()).isEqualTo("key:cxt_boss:boss");
    }

    @Test
    void notesARefusalOnceASecond() {
        Caller reader = new Caller("key:cxt_read:reader", Role.READONLY, Set.of());
        for (int i = 0; i < 100; i++) {
            keys.refused(reader, "DELETE /api/v1/agents/{agent}", "/api/v1/agents/greeter");
        }
        fixture.clock.pass(Duration.ofSeconds(2));
        keys.refused(reader, "DELETE /api/v1/agents/{agent}", "/api/v1/agents/gre\neter");
        reopen();

        assertThat(fixture.audit())
                .containsExactly(
                        "key:cxt_read:reader DELETE /api/v1/agents/{agent} /api/v1/agents/greeter refused",
                        "key:cxt_read:reader DELETE /api/v1/agents/{agent} /api/v1/agents/gre?eter refused");
    }

    @Test
    void refusesWhatNoKeyCanBe() {
        assertProblem(ProblemType.INVALID_ARGUMENT, () -> NewKey.of("", Role.USER));
        assertProblem(ProblemType.INVALID_ARGUMENT, () -> NewKey.of("a\nb", Role.USER));
        assertProblem(ProblemType.INVALID_ARGUMENT, () -> NewKey.of("x".repeat(65), Role.USER));
        assertProblem(ProblemType.INVALID_ARGUMENT, () -> new NewKey("a", Role.ADMIN, List.of("greeter"), null));
        assertProblem(
                ProblemType.INVALID_ARGUMENT, () -> new NewKey("a", Role.USER, List.of(), Duration.ofDays(36_500)));
        assertProblem(ProblemType.INVALID_ARGUMENT, () -> new NewKey("a", Role.USER, List.of(" "), null));
    }

    private static void assertProblem(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CaxtonException.class, e -> assertThat(e.type()).isEqualTo(type));
    }
}
