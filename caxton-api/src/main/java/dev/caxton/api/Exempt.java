package dev.caxton.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Excuses a type of Caxton from one rule of the architecture tests. Of no use outside Caxton's own sources.
 *
 * <p>A test lists every excuse, so that a new one is seen in review.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Exempt.List.class)
public @interface Exempt {

    /** Name of the rule, as in {@code docs/contributing/invariants.md}. */
    String rule();

    /** Why the rule does not fit here. */
    String reason();

    /** Several excuses of one type. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        /** The excuses. */
        Exempt[] value();
    }
}
