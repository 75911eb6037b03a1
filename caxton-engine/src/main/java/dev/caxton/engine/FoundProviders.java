package dev.caxton.engine;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The application's beans that add something to an engine; those that nobody else keeps are let go on closing. */
final class FoundProviders implements AutoCloseable {

    private final Instance<Object> beans;
    private final List<Instance.Handle<?>> dependents = new ArrayList<>();

    FoundProviders(Instance<Object> beans) {
        this.beans = beans;
    }

    /** Hands on every bean of a type, whatever its qualifiers; {@code INVALID_CONFIGURATION} if one cannot be made. */
    <T> void each(Class<T> type, Consumer<T> taker) {
        for (Instance.Handle<T> handle :
                beans.select(type, Any.Literal.INSTANCE).handles()) {
            Bean<T> bean = handle.getBean();
            T made;
            try {
                made = handle.get();
            } catch (RuntimeException | LinkageError e) {
                throw CaxtonException.of(
                        Problem.of(
                                ProblemType.INVALID_CONFIGURATION,
                                type.getSimpleName() + " " + bean.getBeanClass().getName() + " cannot be made: " + e,
                                "Correct the bean, or leave it out."),
                        e);
            }
            if (Dependent.class.equals(bean.getScope())) {
                dependents.add(handle);
            }
            taker.accept(made);
        }
    }

    @Override
    public void close() {
        dependents.forEach(Instance.Handle::destroy);
        dependents.clear();
    }
}
