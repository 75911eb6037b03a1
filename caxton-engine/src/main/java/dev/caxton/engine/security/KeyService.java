package dev.caxton.engine.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.Admission;
import dev.caxton.api.security.ApiKey;
import dev.caxton.api.security.Caller;
import dev.caxton.api.security.CreatedKey;
import dev.caxton.api.security.KeyState;
import dev.caxton.api.security.Keys;
import dev.caxton.api.security.NewKey;
import dev.caxton.api.security.Role;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keys of a data directory, and who comes in with them. Thread-safe. */
public final class KeyService implements Keys, Admission {

    /** How far the stored time of last use may be behind: one write an hour and key, however many requests. */
    private static final Duration NOTE_EVERY = Duration.ofHours(1);

    private static final Caller ADMIN_KEY = new Caller("key:" + AdminKey.FILE, Role.ADMIN, Set.of());

    private final Database database;
    private final KeyRing ring;
    private final Callers callers;
    private final Path dataDir;
    private final Consumer<String> requireAgent;
    private final IdGenerator ids;
    private final Clock clock;
    private final RefusalLog refusals;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable GeneratedKey generated;

    /**
     * The key of the file.
     *
     * @param prefix first characters of its token
     * @param hash SHA-256 of its token
     * @param madeAt when
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest.isEqual alone
    private record GeneratedKey(String prefix, byte[] hash, Instant madeAt) {}

    private KeyService(
            Database database,
            KeyRing ring,
            Callers callers,
            Path dataDir,
            Consumer<String> requireAgent,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.ring = ring;
        this.callers = callers;
        this.dataDir = dataDir;
        this.requireAgent = requireAgent;
        this.ids = ids;
        this.clock = clock;
        this.refusals = new RefusalLog(database, ids, clock);
    }

    /**
     * Reads the keys of an open database.
     *
     * @param database opened with {@link KeySchema#addTo} and the same ring
     * @param requireAgent throws for a name that is no agent's
     */
    public static KeyService open(
            Database database,
            KeyRing ring,
            Callers callers,
            Path dataDir,
            Consumer<String> requireAgent,
            IdGenerator ids,
            Clock clock) {
        KeyService service = new KeyService(database, ring, callers, dataDir, requireAgent, ids, clock);
        database.read(tx -> tx.select(KeySchema.KEYS, "order by rid")).forEach(row -> ring.add(StoredKey.of(row)));
        AdminKey.read(dataDir).ifPresent(service::use);
        return service;
    }

    @Override
    public CreatedKey create(NewKey wanted) {
        wanted.agents().forEach(requireAgent);
        String token = Token.random(random);
        while (ring.has(Token.prefix(token))) {
            token = Token.random(random);
        }
        Instant now = now();
        Duration expiresIn = wanted.expiresIn();
        StoredKey key = new StoredKey(
                ids.next().toString(),
                Token.prefix(token),
                Token.hash(token),
                wanted.name(),
                wanted.role(),
                wanted.agents(),
                now,
                callers.current().actor(),
                expiresIn == null ? null : now.plus(expiresIn),
                null,
                null,
                null);
        database.write(operation(callers.current().actor()), new CreateKey(key));
        return new CreatedKey(key.shown(now, null), token);
    }

    @Override
    public List<ApiKey> list() {
        Instant now = clock.instant();
        List<ApiKey> keys = new ArrayList<>();
        GeneratedKey file = generated;
        if (file != null) {
            keys.add(shown(file, null));
        }
        for (KeyRing.Entry entry : ring.entries()) {
            keys.add(entry.key().shown(now, entry.lastUsed()));
        }
        keys.sort(Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::keyId));
        return keys;
    }

    @Override
    public ApiKey revoke(String key) {
        if (key.equals(AdminKey.FILE)) {
            return retire();
        }
        Instant now = now();
        KeyRing.Entry found = find(key, now);
        database.write(
                operation(callers.current().actor()),
                new RevokeKey(found.key().keyId(), found.key().prefix(), generated != null, now));
        return find(found.key().keyId(), now).key().shown(now, found.lastUsed());
    }

    private synchronized ApiKey retire() {
        GeneratedKey file = generated;
        if (file == null) {
            throw unknown(AdminKey.FILE);
        }
        Instant now = now();
        database.write(operation(callers.current().actor()), new RetireAdminKey(now));
        generated = null;
        AdminKey.delete(dataDir);
        return shown(file, now);
    }

    private KeyRing.Entry find(String key, Instant now) {
        KeyRing.Entry named = null;
        for (KeyRing.Entry entry : ring.entries()) {
            StoredKey known = entry.key();
            if (known.keyId().equals(key) || known.prefix().equals(key)) {
                return entry;
            }
            if (known.name().equals(key) && known.state(now) == KeyState.ACTIVE) {
                named = entry;
            }
        }
        if (named == null) {
            throw unknown(key);
        }
        return named;
    }

    static CaxtonException unknown(String key) {
        // What was sent may be a token, typed where its prefix belongs.
        String shown = key.startsWith(Token.MARK) ? Token.prefix(key) + "…" : key;
        return CaxtonException.of(
                ProblemType.KEY_NOT_FOUND,
                "No key has the id, the prefix or, while active, the name '"
                        + (shown.length() > 200 ? shown.substring(0, 200) + "…" : shown) + "'",
                "List them with 'caxton keys list'.");
    }

    @Override
    public Optional<Caller> admit(String token) {
        if (token.isEmpty() || token.length() > Token.LONGEST) {
            return Optional.empty();
        }
        byte[] hash = Token.hash(token);
        Optional<KeyRing.Entry> found = ring.find(Token.prefix(token), hash);
        if (found.isPresent()) {
            used(found.get());
            return Optional.of(found.get().caller());
        }
        GeneratedKey file = generated;
        return file != null && MessageDigest.isEqual(file.hash(), hash) ? Optional.of(ADMIN_KEY) : Optional.empty();
    }

    private void used(KeyRing.Entry entry) {
        long now = clock.millis();
        entry.used().set(now);
        long noted = entry.noted().get();
        if (now - noted >= NOTE_EVERY.toMillis() && entry.noted().compareAndSet(noted, now)) {
            // Nobody waits for it, and where it cannot be written the time of use is merely older.
            var unused = database.submit(
                    new Operation(ids.next().toString(), "system", clock.instant()),
                    new NoteKeyUse(entry.key().keyId(), entry.key().prefix(), Instant.ofEpochMilli(now)));
        }
    }

    @Override
    public synchronized Optional<Path> provideAdminKey() {
        if (generated == null) {
            Instant now = clock.instant();
            boolean administered = ring.entries().stream()
                    .map(KeyRing.Entry::key)
                    .anyMatch(key -> key.role() == Role.ADMIN && key.state(now) == KeyState.ACTIVE);
            if (administered) {
                return Optional.empty();
            }
            use(AdminKey.provide(dataDir));
        }
        return Optional.of(dataDir.resolve(AdminKey.FILE));
    }

    private void use(String token) {
        generated = new GeneratedKey(Token.prefix(token), Token.hash(token), AdminKey.madeAt(dataDir));
    }

    private static ApiKey shown(GeneratedKey file, @Nullable Instant revokedAt) {
        return new ApiKey(
                AdminKey.FILE,
                file.prefix(),
                AdminKey.FILE,
                Role.ADMIN,
                List.of(),
                revokedAt == null ? KeyState.ACTIVE : KeyState.REVOKED,
                file.madeAt(),
                "system",
                null,
                null,
                revokedAt);
    }

    @Override
    public Binding enter(Caller caller) {
        return callers.enter(caller);
    }

    @Override
    public Caller current() {
        return callers.current();
    }

    @Override
    public void refused(Caller caller, String operation, String subject) {
        refusals.add(caller, operation, subject);
    }

    private Operation operation(String actor) {
        return new Operation(ids.next().toString(), actor, clock.instant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
