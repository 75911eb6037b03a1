package dev.caxton.engine.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Real connections whose next execution of a given statement fails with a given code. */
final class FailingConnections extends SqliteConnections {

    private record Failure(String sqlStart, SQLiteErrorCode code) {}

    private final AtomicReference<Failure> next = new AtomicReference<>();

    FailingConnections(Path file) {
        super(file);
    }

    void failNext(String sqlStart, SQLiteErrorCode code) {
        next.set(new Failure(sqlStart, code));
    }

    @Override
    Connection openWriter() throws SQLException {
        Connection real = super.openWriter();
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(real, method, arguments);
            return result instanceof PreparedStatement statement ? failing(statement, (String) arguments[0]) : result;
        });
    }

    private PreparedStatement failing(PreparedStatement real, String sql) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            Failure failure = next.get();
            if (method.getName().startsWith("execute")
                    && failure != null
                    && sql.startsWith(failure.sqlStart())
                    && next.compareAndSet(failure, null)) {
                throw new SQLiteException("injected", failure.code());
            }
            return call(real, method, arguments);
        });
    }

    private interface Call {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> call.to(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
