package dev.caxton.gate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers for Caxton in a servlet container that cannot run it, after a line in its log. */
public class ServletGate implements ServletContainerInitializer {

    private final Requirements requirements;

    /** Looks at this process. */
    public ServletGate() {
        this(Requirements.here());
    }

    ServletGate(Requirements requirements) {
        this.requirements = requirements;
    }

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        requirements.unmet().ifPresent(missing -> {
            System.getLogger("dev.caxton").log(System.Logger.Level.ERROR, missing);
            context.addFilter("caxton-refusal", new Refusal(missing))
                    .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        });
    }
}
