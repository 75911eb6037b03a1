package dev.caxton.engine.memory;

import java.util.Locale;

/** What a vector stands for. */
enum OwnerKind {
    /** Name and type of an entity. */
    ENTITY,
    /** The text of an observation. */
    OBSERVATION;

    /** As it is stored. */
    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
