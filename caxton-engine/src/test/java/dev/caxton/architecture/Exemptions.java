package dev.caxton.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.caxton.api.Exempt;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads {@link Exempt} annotations. */
public final class Exemptions {

    private Exemptions() {}

    /** Types that a rule applies to: all but those, and those inside those, that are excused from it. */
    static DescribedPredicate<JavaClass> boundBy(String rule) {
        return DescribedPredicate.describe(
                "are not exempt from " + rule,
                type -> outwards(type)
                        .flatMap(Exemptions::of)
                        .noneMatch(exempt -> exempt.rule().equals(rule)));
    }

    /** Every excuse as "type: rule". */
    public static List<String> all(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> of(type).map(exempt -> type.getName() + ": " + exempt.rule()))
                .sorted()
                .toList();
    }

    private static Stream<Exempt> of(JavaClass type) {
        Stream<Exempt> single = type.tryGetAnnotationOfType(Exempt.class).stream();
        Stream<Exempt> several =
                type.tryGetAnnotationOfType(Exempt.List.class).stream().flatMap(list -> Arrays.stream(list.value()));
        return Stream.concat(single, several);
    }

    private static Stream<JavaClass> outwards(JavaClass type) {
        return Stream.iterate(
                type, inner -> inner != null, inner -> inner.getEnclosingClass().orElse(null));
    }
}
