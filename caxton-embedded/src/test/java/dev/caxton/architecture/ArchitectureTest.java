package dev.caxton.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds WAR, embedded server and command line against the rules, and each rule against a fixture that breaks it. */
class ArchitectureTest {

    private static final JavaClasses OUTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.caxton.war", "dev.caxton.embedded");
    private static final JavaClasses FIXTURES =
            new ClassFileImporter().importPackages("architecture.fixtures.war", "architecture.fixtures.embedded");

    static Stream<Arguments> rules() {
        Map<String, ArchRule> outer = new OuterRules("dev.caxton.war", "dev.caxton.embedded").all();
        return Stream.of(outer, CodeRules.all())
                .flatMap(rules -> rules.entrySet().stream())
                .map(rule -> Arguments.of(rule.getKey(), rule.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void keeps(String name, ArchRule rule) {
        rule.check(OUTER);
    }

    static Stream<Arguments> broken() {
        Map<String, ArchRule> rules =
                new OuterRules("architecture.fixtures.war", "architecture.fixtures.embedded").all();
        return Stream.of(
                Arguments.of(rules.get("features-stay-inside"), "ReachesIntoTheStore"),
                Arguments.of(rules.get("war-is-thin"), "UsesTheClient"),
                Arguments.of(rules.get("resources-translate"), "CatchingResource"),
                Arguments.of(rules.get("resources-throw-problems"), "ThrowingResource"),
                Arguments.of(rules.get("cli-is-a-user"), "CommandThatReadsTheConfiguration"),
                Arguments.of(rules.get("cli-is-a-user"), "CommandThatStartsTheServer"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("broken")
    void reports(ArchRule rule, String fixture) {
        assertThat(rule.evaluate(FIXTURES).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains(fixture));
    }

    @Test
    void doesNotMindFinally() {
        ArchRule rule =
                new OuterRules("architecture.fixtures.war", "architecture.fixtures.embedded").resourcesTranslate();

        assertThat(rule.evaluate(FIXTURES).getFailureReport().getDetails())
                .noneSatisfy(detail -> assertThat(detail).contains("TidyResource"));
    }

    @Test
    void everyExcuseIsKnownHere() {
        assertThat(Exemptions.all(OUTER)).isEmpty();
    }
}
