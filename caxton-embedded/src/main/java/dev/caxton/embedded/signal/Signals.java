package dev.caxton.embedded.signal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Signals of the operating system. {@code sun.misc.Signal} is reached by reflection: naming it gives a compiler warning that
 * cannot be turned off.
 */
public final class Signals {

    private Signals() {}

    /**
     * Has something run, on a thread of its own, whenever a signal such as {@code TERM} or {@code INT} comes.
     *
     * @return false where it does not: the JVM keeps the signal for itself ({@code -Xrs}), or the system has none of this
     *     name; the signal then means what it always does
     */
    public static boolean on(String name, Runnable reaction) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> react(proxy, method, arguments, reaction);
            Object listener = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, call);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static @Nullable Object react(Object proxy, Method method, Object[] arguments, Runnable reaction) {
        return switch (method.getName()) {
            case "handle" -> {
                reaction.run();
                yield null;
            }
            case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "signal handler";
        };
    }
}
