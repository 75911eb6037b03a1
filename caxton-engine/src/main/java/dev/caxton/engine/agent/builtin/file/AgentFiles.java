package dev.caxton.engine.agent.builtin.file;

import java.time.Instant;
import java.util.List;

/**
 * Files of agents. An agent sees only its own; a path is relative, of letters, digits, spaces, {@code . _ -} and
 * {@code /}, and never leads out of the agent's directory. Thread-safe.
 */
public interface AgentFiles {

    /**
     * A file.
     *
     * @param path relative to the agent's directory
     * @param bytes its size
     * @param modified when it was last written
     */
    record Entry(String path, long bytes, Instant modified) {}

    /** Files of an agent, by path. */
    List<Entry> list(String agent);

    /** Content of a file; fails with {@code no_such_file} if there is none. */
    byte[] read(String agent, String path);

    /**
     * Writes a file whole or not at all, in place of one of the same path.
     *
     * @return where it is, relative to the data directory
     */
    String write(String agent, String path, byte[] content);

    /** Deletes a file; fails with {@code no_such_file} if there is none. */
    void delete(String agent, String path);
}
