package dev.caxton.embedded.cli.chat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C. {@code sun.misc.Signal} is reached by reflection: naming it gives a compiler warning that cannot be turned off.
 */
final class Interrupts {

    private Interrupts() {}

    /** Has something run, on a thread of its own, instead of ending the program; where the JVM cannot, it ends. */
    static void on(Runnable reaction) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    reaction.run();
                    yield null;
                }
                case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "interrupt handler";
            };
            Object listener = Proxy.newProxyInstance(Interrupts.class.getClassLoader(), new Class<?>[] {handler}, call);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), listener);
        } catch (ReflectiveOperationException e) {
            // The usual meaning of Ctrl-C stays, and nobody needs to hear of it before.
            return;
        }
    }
}
