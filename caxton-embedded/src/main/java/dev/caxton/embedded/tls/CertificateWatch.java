package dev.caxton.embedded.tls;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files of a certificate every few seconds. Their content is read: times and notifications tell nothing reliable
 * of links, mounts and the volumes of orchestrators, and the files are small.
 */
final class CertificateWatch extends AbstractLifeCycle {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final long LOOKS_PER_DAY = Duration.ofDays(1).dividedBy(INTERVAL);

    private final Server server;
    private final ServerTls tls;
    private volatile Scheduler.@Nullable Task next;
    private long looks;

    CertificateWatch(Server server, ServerTls tls) {
        this.server = server;
        this.tls = tls;
    }

    @Override
    protected void doStart() {
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
        tls.look();
        if (++looks % LOOKS_PER_DAY == 0) {
            tls.warnOfEnd();
        }
        if (isStarting() || isStarted()) {
            plan();
        }
    }
}
