package dev.caxton.gate;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/**
 * The REST interface, as servers find it. Some load this class long before CDI starts, so that it must not need a newer
 * Java; what it consists of is named by {@code CaxtonApplication}.
 */
@ApplicationPath("/")
public class Entrance extends Application {

    private static final String PARTS = "dev.caxton.war.CaxtonApplication";

    @Override
    @SuppressWarnings("unchecked")
    public Set<Class<?>> getClasses() {
        return (Set<Class<?>>) ask("classes");
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> getProperties() {
        return (Map<String, Object>) ask("properties");
    }

    private static Object ask(String question) {
        try {
            return Class.forName(PARTS).getMethod(question).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the WAR is not whole", e);
        }
    }
}
