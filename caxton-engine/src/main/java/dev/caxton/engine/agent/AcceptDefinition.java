package dev.caxton.engine.agent;

import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentId;
import dev.caxton.engine.store.Command;

/**
 * Puts a definition into force, as a new version unless it is the one that was in force last.
 *
 * @param id whose it is; a new agent if the id is new
 * @param slug stem of the file
 * @param name display name, which is the agent's identity
 * @param digest SHA-256 of the content, in hex
 * @param semver the author's version
 * @param format how to read the content
 * @param content the file
 * @param origin {@code start}, {@code watch}, {@code reload} or {@code deploy}
 */
record AcceptDefinition(
        AgentId id,
        String slug,
        String name,
        String digest,
        String semver,
        AgentFileFormat format,
        String content,
        String origin)
        implements Command {
    @Override
    public String kind() {
        return "accept_definition";
    }

    @Override
    public String subject() {
        return id.toString();
    }
}
