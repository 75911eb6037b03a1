package dev.caxton.embedded;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.Admission;
import dev.caxton.api.security.ApiKey;
import dev.caxton.api.security.Caller;
import dev.caxton.api.security.CreatedKey;
import dev.caxton.api.security.KeyState;
import dev.caxton.api.security.Keys;
import dev.caxton.api.security.NewKey;
import dev.caxton.engine.security.AdminKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keys in memory, and the admin key where an engine keeps it. */
class FakeKeys implements Keys, Admission {

    /** Callers by the tokens they come in with. */
    final Map<String, Caller> callers = new ConcurrentHashMap<>();

    /** What was refused, as {@code actor operation subject}. */
    final List<String> refusals = new CopyOnWriteArrayList<>();

    private final ThreadLocal<Caller> bound = ThreadLocal.withInitial(() -> Caller.JAVA);
    private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();
    private final Path dataDir;

    FakeKeys(Path dataDir) {
        this.dataDir = dataDir;
    }

    @Override
    public CreatedKey create(NewKey wanted) {
        String id = "key-" + (keys.size() + 1);
        Instant now = Instant.EPOCH;
        ApiKey key = new ApiKey(
                id,
                "cxt_" + id,
                wanted.name(),
                wanted.role(),
                wanted.agents(),
                KeyState.ACTIVE,
                now,
                current().actor(),
                wanted.expiresIn() == null ? null : now.plus(wanted.expiresIn()),
                null,
                null);
        keys.put(id, key);
        String token = "cxt_" + id + "-token";
        callers.put(token, new Caller("key:" + id, wanted.role(), java.util.Set.copyOf(wanted.agents())));
        return new CreatedKey(key, token);
    }

    @Override
    public List<ApiKey> list() {
        return new ArrayList<>(keys.values());
    }

    @Override
    public ApiKey revoke(String key) {
        ApiKey found = keys.remove(key);
        if (found == null) {
            throw CaxtonException.of(ProblemType.KEY_NOT_FOUND, "no key " + key, "a hint");
        }
        callers.remove("cxt_" + key + "-token");
        return found;
    }

    @Override
    public Optional<Caller> admit(String token) {
        return Optional.ofNullable(callers.get(token));
    }

    @Override
    public Optional<Path> provideAdminKey() {
        callers.put(
                AdminKey.provide(dataDir),
                new Caller("key:admin.key", dev.caxton.api.security.Role.ADMIN, java.util.Set.of()));
        return Optional.of(dataDir.resolve(AdminKey.FILE));
    }

    @Override
    public Binding enter(Caller caller) {
        Caller before = bound.get();
        bound.set(caller);
        return () -> bound.set(before);
    }

    @Override
    public Caller current() {
        return bound.get();
    }

    @Override
    public void refused(Caller caller, String operation, String subject) {
        refusals.add(caller.actor() + ' ' + operation + ' ' + subject);
    }
}
