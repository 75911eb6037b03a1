package dev.caxton.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prepared statements of one connection, by their text; the least recently used ones go first. One thread only. */
final class StatementCache implements AutoCloseable {

    private static final int LIMIT = 256;

    private final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** The statement with its parameters bound. */
    PreparedStatement bound(String sql, @Nullable Object... params) throws SQLException {
        PreparedStatement statement = prepared(sql);
        for (int i = 0; i < params.length; i++) {
            bind(statement, i + 1, params[i]);
        }
        return statement;
    }

    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
            if (statements.size() > LIMIT) {
                Map.Entry<String, PreparedStatement> eldest = statements.pollFirstEntry();
                eldest.getValue().close();
            }
        }
        return statement;
    }

    void run(String sql) throws SQLException {
        try {
            prepared(sql).executeUpdate();
        } catch (SQLException e) {
            clearAfter(e);
            throw e;
        }
    }

    /** To be called whenever a statement failed: the driver has silently closed it, and does not say which. */
    void clearAfter(SQLException failure) {
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
        statements.clear();
    }

    /** Closes the connection, and the statements with it. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        } finally {
            statements.clear();
        }
    }

    static void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(place, null);
            case Long integer -> statement.setLong(place, integer);
            case Integer integer -> statement.setInt(place, integer);
            case Boolean truth -> statement.setInt(place, truth ? 1 : 0);
            case Double real -> statement.setDouble(place, real);
            case String text -> statement.setString(place, text);
            case byte[] blob -> statement.setBytes(place, blob);
            default ->
                throw new IllegalArgumentException("parameter " + place + " is a "
                        + value.getClass().getName() + ", expected a number, text, bytes or null");
        }
    }
}
