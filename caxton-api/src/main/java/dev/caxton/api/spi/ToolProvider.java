package dev.caxton.api.spi;

import java.util.Collection;

/** Supplies tools; found as a CDI bean or handed to the engine's builder. */
public interface ToolProvider {

    /** Its tools; asked once, at start. */
    Collection<Tool> tools();
}
