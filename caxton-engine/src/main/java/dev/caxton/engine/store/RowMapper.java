package dev.caxton.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns the current line of a result into a value; must not move the result nor use the transaction. */
@FunctionalInterface
public interface RowMapper<T extends @Nullable Object> {

    T map(ResultSet result) throws SQLException;
}
