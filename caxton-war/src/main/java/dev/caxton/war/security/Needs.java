package dev.caxton.war.security;

import dev.caxton.api.security.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which role a caller needs for an operation. A resource method has this or {@link Open}, or nobody may call it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {

    /** The least role. */
    Role value();

    /** Whether the operation reaches beyond single agents, so that a caller who is limited to some may not. */
    boolean wholeServer() default false;
}
