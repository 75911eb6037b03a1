package dev.caxton.api.spi;

import dev.caxton.api.tool.ToolDescriptor;

/** One tool. Implementations may be called by several threads at once, on virtual threads. */
public interface Tool {

    /** What it is and takes; the same on every call. */
    ToolDescriptor descriptor();

    /**
     * Does its work. Arguments were checked against the schema. A thread that is interrupted past the call's deadline
     * should return soon; what it returns then is ignored.
     */
    ToolResult call(ToolCall call);
}
