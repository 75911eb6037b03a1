package dev.caxton.war.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.Caller;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Lets an operation be called by those whose role it needs, and what declares no role by nobody. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public final class RoleFilter implements ContainerRequestFilter {

    @Context
    private @Nullable ResourceInfo matched;

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = matched == null ? null : matched.getResourceMethod();
        if (method != null && method.isAnnotationPresent(Open.class)) {
            return;
        }
        Needs needs = method == null ? null : method.getAnnotation(Needs.class);
        if (needs == null || !(request.getProperty(Authentication.CALLER) instanceof Caller caller)) {
            throw CaxtonException.of(
                    ProblemType.FORBIDDEN, "This operation is open to nobody", "Report this: it is a defect.");
        }
        check(caller, needs);
    }

    private static void check(Caller caller, Needs needs) {
        if (!caller.role().includes(needs.value())) {
            throw CaxtonException.of(
                    ProblemType.FORBIDDEN,
                    "The caller's role is " + caller.role() + ", expected " + needs.value() + " or more",
                    "Use a key of that role; an admin makes one with 'caxton keys create <name> --role " + needs.value()
                            + "'.");
        }
        if (needs.wholeServer() && caller.scoped()) {
            throw Authentication.beyondScope();
        }
    }
}
