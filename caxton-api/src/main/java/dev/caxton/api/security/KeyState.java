package dev.caxton.api.security;

import dev.caxton.api.WireName;
import java.util.Locale;

/** Whether a key opens anything. */
public enum KeyState implements WireName {
    /** It does. */
    ACTIVE,
    /** Its time is over. */
    EXPIRED,
    /** It was revoked. */
    REVOKED;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
