package dev.caxton.engine.security;

import java.util.Set;

/** Knows whose memory an observation or a relation lies in. May be called by several threads at once. */
@FunctionalInterface
public interface OwnParts {

    /**
     * Whether a part lies in the own memory of some agents, given by id; false where agents share it. For one of another
     * agent it fails as for one that does not exist.
     */
    boolean own(String id, Set<String> agents);
}
