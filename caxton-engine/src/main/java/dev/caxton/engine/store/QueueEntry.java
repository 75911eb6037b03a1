package dev.caxton.engine.store;

/** What waits for the writer thread. */
sealed interface QueueEntry permits PendingCommand, WriterTask {}
