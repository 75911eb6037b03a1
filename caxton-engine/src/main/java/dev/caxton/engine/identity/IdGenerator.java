package dev.caxton.engine.identity;

import java.util.UUID;

/** Makes ids. Implementations may be shared between threads. */
@FunctionalInterface
public interface IdGenerator {

    /** A UUID version 7 (RFC 9562 section 5.7): unique, and sorting by time of creation. */
    UUID next();
}
