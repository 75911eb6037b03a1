package dev.caxton.api;

/** Something that goes on telling until it is closed. */
public interface Subscription extends AutoCloseable {
    /** Ends it; nothing is told after this returns. Closing twice is harmless. */
    @Override
    void close();
}
