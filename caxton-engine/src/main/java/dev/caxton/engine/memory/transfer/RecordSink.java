package dev.caxton.engine.memory.transfer;

import org.jspecify.annotations.Nullable;

/** Takes what is read of a file. */
public interface RecordSink {

    /**
     * A record of the right shape.
     *
     * @param line where it begins
     * @param path its place in a document; {@code $} where each line is a record
     */
    void record(TransferRecord record, long line, String path);

    /**
     * Something that is no such record.
     *
     * @param byteInLine the byte that is meant, from 1; null for all of the record
     */
    void defect(long line, @Nullable Long byteInLine, String path, String message);
}
