package dev.caxton.engine.agent.reload;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a directory and says when to look at it.
 *
 * <p>Changes come from the operating system and are told together once they have been quiet for the debounce time. A
 * look is also due every few seconds, which covers network file systems, links whose targets change, and lost events;
 * the directory may appear later or be replaced by another. One thread of its own.
 */
public final class AgentFileWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentFileWatcher.class);

    /** A directory that never rests is looked at all the same after that many debounce times. */
    private static final int MOST_DEBOUNCES = 10;

    /** How often the directory itself is checked, which nothing tells about when it is replaced. */
    private static final Duration PULSE = Duration.ofMillis(250);

    private final Path directory;
    private final Duration debounce;
    private final Duration sweep;
    private final Listener listener;
    private final WatchService service;
    private final Thread thread;
    private @Nullable WatchKey key;
    private @Nullable Object watchedInode;

    /** Looks at the directory. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Looks, on the watcher's thread.
         *
         * @param touched names of files that changed; empty if it is merely time for a look
         * @param noticedNanos {@link System#nanoTime} when the first of the changes was noticed
         * @return when to look again, even if nothing is noticed
         */
        Duration look(Set<String> touched, long noticedNanos);
    }

    /** Starts to watch; the listener is called until this is closed. */
    public static AgentFileWatcher start(Path directory, Duration debounce, Duration sweep, Listener listener) {
        try {
            AgentFileWatcher watcher = new AgentFileWatcher(
                    directory,
                    debounce,
                    sweep,
                    listener,
                    directory.getFileSystem().newWatchService());
            boolean watched = watcher.register();
            LOG.debug("watching {}: {}", directory, watched);
            watcher.thread.start();
            return watcher;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("no watch service for " + directory, e);
        }
    }

    private AgentFileWatcher(
            Path directory, Duration debounce, Duration sweep, Listener listener, WatchService service) {
        this.directory = directory;
        this.debounce = debounce;
        this.sweep = sweep;
        this.listener = listener;
        this.service = service;
        this.thread =
                Thread.ofPlatform().name("caxton-agent-files").daemon(true).unstarted(this::run);
    }

    private void run() {
        long due = System.nanoTime() + sweep.toNanos();
        try {
            while (true) {
                long left = Math.clamp(due - System.nanoTime(), 0, PULSE.toNanos());
                WatchKey signalled = service.poll(left, TimeUnit.NANOSECONDS);
                long noticed = System.nanoTime();
                Set<String> touched = signalled == null ? Set.of() : settled(signalled);
                boolean another = register();
                if (signalled != null || another || System.nanoTime() >= due) {
                    due = System.nanoTime() + look(touched, noticed).toNanos();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            LOG.debug("no longer watching {}", directory);
        }
    }

    /** A failure of one look must not end the watch: the next look may succeed. */
    private Duration look(Set<String> touched, long noticed) {
        try {
            Duration again = listener.look(touched, noticed);
            return again.compareTo(sweep) < 0 ? again : sweep;
        } catch (RuntimeException e) {
            LOG.error("Agents directory {} could not be looked at; agents serve on", directory, e);
            return sweep;
        }
    }

    /** Gathers names until nothing has changed for the debounce time. */
    private Set<String> settled(WatchKey first) throws InterruptedException {
        Set<String> touched = new HashSet<>();
        long latest = System.nanoTime() + debounce.toNanos() * MOST_DEBOUNCES;
        WatchKey signalled = first;
        while (signalled != null) {
            for (WatchEvent<?> event : signalled.pollEvents()) {
                if (event.context() instanceof Path name) {
                    touched.add(name.toString());
                }
            }
            signalled.reset();
            signalled = System.nanoTime() > latest ? null : service.poll(debounce.toNanos(), TimeUnit.NANOSECONDS);
        }
        return touched;
    }

    /** Watches the directory that now has the name; true if that is another one than before. */
    private boolean register() {
        Object inode = inode();
        boolean same = key != null && key.isValid() && inode != null && inode.equals(watchedInode);
        if (same || inode == null && key == null) {
            return false;
        }
        if (key != null) {
            key.cancel();
            key = null;
        }
        if (inode != null) {
            try {
                key = directory.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                watchedInode = inode;
            } catch (IOException e) {
                // The regular looks go on, and registering is tried again.
                LOG.debug("agents directory {} cannot be watched now", directory, e);
                return false;
            }
        }
        return true;
    }

    private @Nullable Object inode() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(directory, BasicFileAttributes.class);
            Object inode = attributes.fileKey();
            return inode != null ? inode : directory;
        } catch (IOException e) {
            return null; // not there now; the listener finds out and reports it
        }
    }

    @Override
    public void close() {
        try {
            service.close();
            thread.join(Duration.ofSeconds(5));
        } catch (IOException e) {
            LOG.warn("watch of {} did not close", directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
