package dev.caxton.engine.agent;

import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentId;
import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.engine.agent.reload.Incumbent;
import dev.caxton.engine.agent.reload.Incumbent.Standing;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one agent; immutable.
 *
 * @param id its id
 * @param slug stem of its file
 * @param name display name; the slug of an agent that never had a good file
 * @param recorded whether the database knows it
 * @param lifecycle where it is in its life
 * @param version the definition in force or, of a stopped agent, the last one; null if there never was one
 * @param source its file; null if it has none, or it was not read yet
 * @param problems why it failed, or why its newest file is not the one that serves
 */
record AgentEntry(
        AgentId id,
        String slug,
        String name,
        boolean recorded,
        AgentLifecycle lifecycle,
        @Nullable Version version,
        @Nullable Path source,
        List<Violation> problems) {

    AgentEntry {
        problems = List.copyOf(problems);
    }

    /**
     * An accepted definition.
     *
     * @param sequence its number, from 1
     * @param digest SHA-256 of its bytes, in hex
     * @param semver the author's version
     * @param definition what it says; null until it is needed, for an agent that is not serving
     */
    record Version(
            long sequence,
            String digest,
            String semver,
            @Nullable ConfigAgentDefinition definition) {}

    boolean isStopped() {
        return lifecycle instanceof AgentLifecycle.Stopped;
    }

    /** Orders agents that one word may mean: those that answer first, stopped ones last. */
    int rank() {
        return switch (lifecycle) {
            case AgentLifecycle.Running running -> 0;
            case AgentLifecycle.Failed failed -> 1;
            case AgentLifecycle.Stopped stopped -> 2;
        };
    }

    /** The agent as others may use it; null if it does not answer. */
    @Nullable
    ServingAgent serving() {
        return lifecycle instanceof AgentLifecycle.Running && version != null && version.definition() != null
                ? new ServingAgent(id, slug, version.sequence(), version.definition(), lifecycle.state())
                : null;
    }

    /** The agent as a reload sees it. */
    Incumbent incumbent() {
        Standing standing =
                switch (lifecycle) {
                    case AgentLifecycle.Running running -> Standing.SERVING;
                    case AgentLifecycle.Failed failed -> Standing.FAILED;
                    case AgentLifecycle.Stopped stopped -> Standing.STOPPED;
                };
        return new Incumbent(
                id,
                slug,
                name,
                standing,
                recorded,
                version == null ? null : version.digest(),
                version == null ? null : version.semver(),
                source == null ? null : source.getFileName().toString());
    }

    AgentEntry with(List<Violation> newProblems) {
        return new AgentEntry(id, slug, name, recorded, lifecycle, version, source, newProblems);
    }
}
