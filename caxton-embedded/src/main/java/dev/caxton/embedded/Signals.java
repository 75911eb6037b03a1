package dev.caxton.embedded;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals of the operating system. {@code sun.misc.Signal} is reached by reflection: naming it gives a compiler warning that
 * cannot be turned off.
 */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** Has something run, on a thread of its own, whenever a signal such as {@code TERM} comes. */
    static void on(String name, Runnable reaction) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> react(proxy, method, arguments, reaction);
            Object listener = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, call);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
        } catch (ReflectiveOperationException e) {
            // the JVM keeps this signal for itself (-Xrs), or the system has none of this name
            LOG.debug("Signal {} is not handled", name, e);
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

    /** Whether standard input is a terminal; then HUP says that the terminal has gone. */
    static boolean interactive() {
        Path input = Path.of("/proc/self/fd/0");
        try {
            if (Files.isSymbolicLink(input)) {
                String target = Files.readSymbolicLink(input).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            }
        } catch (IOException e) {
            LOG.debug("Standard input cannot be looked at", e);
        }
        return System.console() != null;
    }
}
