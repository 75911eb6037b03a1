package dev.caxton.engine.agent;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentId;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.wire.NearMiss;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one place that knows whom a reference means. No state of its own. */
final class AgentResolver {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final int SHOWN_LENGTH = 200;

    private AgentResolver() {}

    /**
     * The agent that an id, a slug, a name or the path of a file means, in this order; a name in another case where only
     * one agent can be meant. Null if there is none.
     */
    static @Nullable AgentEntry find(AgentSnapshot snapshot, AgentRef ref) {
        String text = ref.value();
        if (ID.matcher(text).matches()) {
            AgentEntry entry = snapshot.byId(new AgentId(UUID.fromString(text)));
            if (entry != null) {
                return entry;
            }
        }
        AgentEntry named = better(snapshot.bySlug(text), snapshot.byName(text));
        if (named != null) {
            return named;
        }
        AgentEntry byPath = byPath(snapshot, text);
        return byPath != null ? byPath : ignoringCase(snapshot, text);
    }

    /** Of two agents that a word means, the one that answers, or else the one that is not stopped. */
    private static @Nullable AgentEntry better(@Nullable AgentEntry bySlug, @Nullable AgentEntry byName) {
        if (bySlug == null || byName == null) {
            return bySlug == null ? byName : bySlug;
        }
        return byName.rank() < bySlug.rank() ? byName : bySlug;
    }

    private static @Nullable AgentEntry byPath(AgentSnapshot snapshot, String text) {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        if (!lower.endsWith(".md") && !lower.endsWith(".toml")) {
            return null;
        }
        Path path;
        try {
            path = Path.of(text).normalize();
        } catch (InvalidPathException e) {
            return null; // no path, so no agent's either
        }
        for (AgentEntry entry : snapshot.entries()) {
            if (entry.source() != null && entry.source().endsWith(path)) {
                return entry;
            }
        }
        return null;
    }

    private static @Nullable AgentEntry ignoringCase(AgentSnapshot snapshot, String text) {
        AgentEntry found = null;
        for (AgentEntry entry : snapshot.entries()) {
            if (entry.slug().equalsIgnoreCase(text) || entry.name().equalsIgnoreCase(text)) {
                if (found != null && (!entry.isStopped() || found.isStopped())) {
                    return null;
                }
                found = found == null ? entry : found;
            }
        }
        return found;
    }

    /** As {@link #find}; {@code AGENT_NOT_FOUND} if there is none. */
    static AgentEntry require(AgentSnapshot snapshot, AgentRef ref) {
        AgentEntry entry = find(snapshot, ref);
        if (entry == null) {
            throw unknown(snapshot, ref);
        }
        return entry;
    }

    static CaxtonException unknown(AgentSnapshot snapshot, AgentRef ref) {
        List<String> known = new ArrayList<>();
        for (AgentEntry entry : snapshot.entries()) {
            known.add(entry.slug());
            known.add(entry.name());
        }
        String shown = ref.value().length() > SHOWN_LENGTH ? ref.value().substring(0, SHOWN_LENGTH) + "…" : ref.value();
        return CaxtonException.of(
                ProblemType.AGENT_NOT_FOUND,
                "no agent has the id, file stem or name '" + shown + "'",
                NearMiss.hint(ref.value(), known, "'caxton agents list' shows the agents"));
    }

    static CaxtonException notRunning(AgentEntry entry) {
        String reason =
                entry.problems().isEmpty() ? null : entry.problems().getFirst().toString();
        return CaxtonException.of(Problem.of(
                        ProblemType.AGENT_NOT_RUNNING,
                        "agent '" + entry.slug() + "' is " + entry.lifecycle().state() + ", expected running",
                        reason == null ? "put its file back into the agents directory" : "correct its file: " + reason)
                .withErrors(entry.problems()));
    }
}
