package dev.caxton.engine.agent;

import dev.caxton.api.Subscription;
import dev.caxton.api.agent.AgentLogEntry;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the lines of a log to one listener on a virtual thread, so that a slow listener delays nobody. */
final class LogFollower implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

    private final BlockingQueue<AgentLogEntry> waiting = new ArrayBlockingQueue<>(AgentLogs.KEPT);
    private final Consumer<LogFollower> onClose;
    private final Thread thread;
    private volatile boolean closed;

    LogFollower(Consumer<AgentLogEntry> listener, Consumer<LogFollower> onClose) {
        this.onClose = onClose;
        this.thread = Thread.ofVirtual().name("caxton-agent-log").start(() -> run(listener));
    }

    void tell(AgentLogEntry entry) {
        if (!waiting.offer(entry)) {
            LOG.debug("a log listener is too slow and missed a line");
        }
    }

    private void run(Consumer<AgentLogEntry> listener) {
        try {
            while (!closed) {
                AgentLogEntry entry = waiting.take();
                if (!closed) {
                    listener.accept(entry);
                }
            }
        } catch (InterruptedException e) {
            LOG.trace("log listener closed");
        } catch (RuntimeException e) {
            LOG.warn("a log listener failed and is told no more", e);
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
        thread.interrupt();
    }
}
