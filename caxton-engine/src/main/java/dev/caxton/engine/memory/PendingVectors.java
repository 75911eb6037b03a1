package dev.caxton.engine.memory;

import dev.caxton.engine.store.ReadTransaction;

/**
 * Texts that have no vector of the configured model yet: written a moment ago, or embedded by a model before it. A search
 * by meaning does not find them; another may.
 */
interface PendingVectors {

    /** How many were left when that was last counted; 0 means that there is hardly any. */
    long left();

    /** Whether this observation or entity has no vector of the configured model. */
    boolean isPending(ReadTransaction tx, String ownerId);
}
