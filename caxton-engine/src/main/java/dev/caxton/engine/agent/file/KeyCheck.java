package dev.caxton.engine.agent.file;

import dev.caxton.wire.NearMiss;
import org.jspecify.annotations.Nullable;

/** Holds the keys of a file against the documented ones. Immutable. */
final class KeyCheck {

    private final DocumentedKeys documented;

    KeyCheck(DocumentedKeys documented) {
        this.documented = documented;
    }

    /** Reports values of a wrong kind as errors, unknown keys and keys without effect as warnings. */
    void check(FileValue.Table root, Findings findings) {
        check(root, "", false, findings);
    }

    private void check(FileValue.Table table, String path, boolean silent, Findings findings) {
        table.entries().forEach((key, entry) -> {
            String full = path.isEmpty() ? key : path + "." + key;
            ValueKind kind = documented.kind(full);
            if (kind == null) {
                findings.warning(
                        entry.key(),
                        "unknown key '" + Findings.shown(full) + "' was kept and has no effect",
                        NearMiss.hint(key, documented.namesIn(path), null));
                return;
            }
            boolean idle = !silent && documented.isWithoutEffect(full);
            if (idle) {
                findings.warning(entry.key(), "'" + full + "' has no effect in this version", null);
            }
            value(full, kind, entry.value(), silent || idle, findings);
        });
    }

    private void value(String path, ValueKind kind, FileValue value, boolean silent, Findings findings) {
        if (value instanceof FileValue.Scalar scalar && scalar.plain() == null) {
            return; // an empty value is an absent one
        }
        if (!kind.accepts(value)) {
            findings.error(
                    value.place(), path + " is " + shown(value, kind) + ", expected " + kind.expected(), hint(value));
        } else if (value instanceof FileValue.Table table && !documented.isFree(path)) {
            check(table, path, silent, findings);
        }
    }

    private static String shown(FileValue value, ValueKind kind) {
        if (kind.expected().startsWith("a list")
                && value instanceof FileValue.Items items
                && items.values().stream().anyMatch(KeyCheck::isNoText)) {
            FileValue odd = items.values().stream()
                    .filter(KeyCheck::isNoText)
                    .findFirst()
                    .orElseThrow();
            return "a list with " + odd.kind();
        }
        return value.kind();
    }

    private static boolean isNoText(FileValue value) {
        return !(value.plain() instanceof String);
    }

    private static @Nullable String hint(FileValue value) {
        return switch (value.plain()) {
            case Number number -> "put it into quotes if it is meant as text";
            case String text when text.equalsIgnoreCase("yes") || text.equalsIgnoreCase("on") -> "write true";
            case String text when text.equalsIgnoreCase("no") || text.equalsIgnoreCase("off") -> "write false";
            case null, default -> null;
        };
    }
}
