package dev.caxton.engine.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bounded queue before the writer thread; hands out groups. Thread-safe. */
final class WriteQueue {

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final ArrayDeque<QueueEntry> entries = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    WriteQueue(int capacity) {
        this.capacity = capacity;
    }

    Offer offer(QueueEntry entry) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            // A task must get through to a writer that is behind.
            if (entries.size() >= capacity && !(entry instanceof WriterTask)) {
                return Offer.FULL;
            }
            entries.add(entry);
            notEmpty.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what waits is still handed out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    /** The next entries, waiting for the first: some commands, or one task; empty when closed and drained. */
    List<QueueEntry> takeGroup(int limit) {
        lock.lock();
        try {
            while (entries.isEmpty() && !closed) {
                notEmpty.awaitUninterruptibly();
            }
            List<QueueEntry> group = new ArrayList<>(Math.min(limit, entries.size()));
            while (group.size() < limit && !entries.isEmpty()) {
                boolean isTask = entries.peek() instanceof WriterTask;
                if (isTask && !group.isEmpty()) {
                    break;
                }
                group.add(entries.remove());
                if (isTask) {
                    break;
                }
            }
            return group;
        } finally {
            lock.unlock();
        }
    }
}
