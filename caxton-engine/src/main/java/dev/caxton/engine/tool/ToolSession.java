package dev.caxton.engine.tool;

import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ToolResult;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls of one answer: counts them, and keeps their artifacts so that later calls can refer to them
 * ({@link ArtifactReference}). May be shared between threads.
 */
public final class ToolSession {

    private final ToolInvoker invoker;
    private final ToolCaller caller;
    private final ArtifactShelf shelf = new ArtifactShelf();
    private final AtomicInteger calls = new AtomicInteger();

    ToolSession(ToolInvoker invoker, ToolCaller caller) {
        this.invoker = invoker;
        this.caller = caller;
    }

    /** Calls a tool as a model asked for it; blocks until it returned, failed, was refused or ran out of time. */
    public ToolResult call(ChatReply.ToolCallRequest request) {
        ToolResult result = invoker.call(caller, request.tool(), request.arguments(), calls.getAndIncrement(), shelf);
        if (result instanceof ToolResult.Success success) {
            shelf.put(request.id(), success.artifacts());
        }
        return result;
    }
}
