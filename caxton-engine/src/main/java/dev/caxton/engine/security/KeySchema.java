package dev.caxton.engine.security;

import dev.caxton.engine.store.Column;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.Migration;
import dev.caxton.engine.store.Table;
import java.util.List;

/** The table of keys in {@code caxton.db}, and the commands that change it. */
public final class KeySchema {

    /** One row a key; agents are separated by line feeds. */
    public static final Table KEYS = Table.of(
            "api_keys",
            1,
            Column.text("key_id"),
            Column.text("prefix"),
            Column.blob("hash"),
            Column.text("name"),
            Column.text("role"),
            Column.text("agents"),
            Column.integer("created_at"),
            Column.text("created_by"),
            Column.integerOrNull("expires_at"),
            Column.integerOrNull("last_used_at"),
            Column.integerOrNull("revoked_at"),
            Column.textOrNull("revoked_by"));

    /** Hibernate's view of it. */
    public static final List<Class<?>> ROWS = List.of(ApiKeyRow.class);

    private static final Migration MIGRATION =
            new Migration(4, "create_keys", "dev/caxton/engine/security/schema/V004__create_keys.sql");

    private KeySchema() {}

    /** Options with the schema and the commands of keys, which keep a ring in step. */
    public static DatabaseOptions addTo(DatabaseOptions options, KeyRing ring) {
        return options.withSchema(List.of(MIGRATION), List.of(KEYS))
                .withApplier(CreateKey.class, new CreateKeyApplier(ring))
                .withApplier(RevokeKey.class, new RevokeKeyApplier(ring))
                .withApplier(RetireAdminKey.class, new RetireAdminKeyApplier())
                .withApplier(NoteKeyUse.class, new NoteKeyUseApplier())
                .withApplier(RecordRefusal.class, (command, operation, tx) -> null);
    }
}
