package dev.caxton.api.tool;

import java.util.List;

/** Tools that agents may be granted. May be shared between threads. */
public interface Tools {

    /** Every tool, by name. */
    List<ToolDescriptor> list();
}
