package dev.caxton.engine.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Hibernate row of a {@link Table}: what {@link HibernateReads} needs to verify it when it is loaded. */
public interface ChecksummedRow {

    Table table();

    long rid();

    /** In the order of the table's columns. */
    List<@Nullable Object> values();

    int crc();
}
