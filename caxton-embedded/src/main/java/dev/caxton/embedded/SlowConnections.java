package dev.caxton.embedded;

import dev.caxton.engine.config.RequestLimits;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose requests trickle in: headers that take too long, and bodies that bring too few bytes a second.
 *
 * <p>Jetty bounds silence only; a peer that sends a byte every few seconds would keep its connection for ever. This looks at
 * every connection once a second, which costs less than a timer for each. A parser's state is read without a lock, so
 * nothing is closed for what one look alone has seen. Only time in which the server waits for the peer counts.
 */
final class SlowConnections extends AbstractLifeCycle {

    private static final Logger LOG = LoggerFactory.getLogger(SlowConnections.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Time that a body has before its rate counts, as the key's description says. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Server server;
    private final long headerNanos;
    private final long bodyBytesPerSecond;
    private Map<Connection, Wait> waiting = new IdentityHashMap<>();
    private volatile Scheduler.@Nullable Task next;
    private long lastLook;

    /**
     * What is known of a connection that the server waits for.
     *
     * @param message what it waits for: a number that another request does not have
     * @param nanos how long, as far as was seen
     */
    private record Wait(long message, long nanos) {}

    SlowConnections(Server server, RequestLimits limits) {
        this.server = server;
        this.headerNanos = limits.headerTimeout().toNanos();
        this.bodyBytesPerSecond = limits.minBodyBytesPerSecond();
    }

    @Override
    protected void doStart() {
        lastLook = System.nanoTime();
        plan();
    }

    @Override
    protected void doStop() {
        Scheduler.Task planned = next;
        if (planned != null) {
            planned.cancel();
        }
    }

    private void plan() {
        next = server.getScheduler().schedule(this::look, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        long passed = now - lastLook;
        lastLook = now;
        Map<Connection, Wait> still = new IdentityHashMap<>();
        int closed = 0;
        for (Connector connector : server.getConnectors()) {
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                HttpConnection connection = http(endPoint);
                Wait wait = connection == null ? null : wait(connection, passed);
                if (connection == null || wait == null) {
                    continue;
                }
                if (tooSlow(connection, wait)) {
                    endPoint.close();
                    closed++;
                } else {
                    still.put(connection, wait);
                }
            }
        }
        waiting = still;
        if (closed > 0) {
            LOG.warn("Closed {} connections whose requests came too slowly", closed);
        }
        if (isStarting() || isStarted()) {
            plan();
        }
    }

    private static @Nullable HttpConnection http(EndPoint endPoint) {
        Connection connection = endPoint.getConnection();
        if (connection instanceof SslConnection secure) {
            connection = secure.getSslEndPoint().getConnection();
        }
        return connection instanceof HttpConnection http ? http : null;
    }

    /** How long the server has been waiting for the rest of a message; null if it is not. */
    private @Nullable Wait wait(HttpConnection connection, long passed) {
        HttpParser parser = connection.getParser();
        boolean fresh = connection.getMessagesIn() == 0;
        boolean head = parser.inHeaderState() && (fresh || !parser.isStart());
        boolean body = parser.inContentState() && connection.isFillInterested();
        if (!head && !body) {
            return null;
        }
        long message = head ? connection.getMessagesIn() : -1 - connection.getMessagesIn();
        Wait before = waiting.get(connection);
        return before != null && before.message() == message
                ? new Wait(message, before.nanos() + passed)
                : new Wait(message, 0);
    }

    private boolean tooSlow(HttpConnection connection, Wait wait) {
        if (wait.message() >= 0) {
            return wait.nanos() > headerNanos;
        }
        double seconds = (double) wait.nanos() / TimeUnit.SECONDS.toNanos(1);
        return wait.nanos() > GRACE_NANOS && connection.getParser().getContentRead() < seconds * bodyBytesPerSecond;
    }
}
