package dev.caxton.embedded.cli;

import dev.caxton.api.security.Keys;

/** The keys of a data directory without a server; the directory is locked until closing. */
public interface LocalKeys extends AutoCloseable {

    /** The keys. */
    Keys keys();

    @Override
    void close();
}
