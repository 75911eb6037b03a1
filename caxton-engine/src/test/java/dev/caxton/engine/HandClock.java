package dev.caxton.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is moved. Thread-safe. */
public final class HandClock extends Clock {

    private volatile Instant now;

    /** Stands at a moment, such as {@code 2026-01-01T12:00:00Z}. */
    public HandClock(String moment) {
        now = Instant.parse(moment);
    }

    /** Moves on, or back. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
