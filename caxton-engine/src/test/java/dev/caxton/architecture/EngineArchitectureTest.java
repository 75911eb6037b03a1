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

/** Holds API and engine against the rules, and each rule against a fixture that breaks it. */
class EngineArchitectureTest {

    private static final JavaClasses API = read("dev.caxton.api", "dev.caxton.client", "dev.caxton.wire");
    private static final JavaClasses ENGINE = read("dev.caxton.engine");
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("architecture.fixtures");

    static Stream<Arguments> rules() {
        return Stream.of(
                        named(API, CodeRules.all()),
                        named(ENGINE, CodeRules.all()),
                        named(API, new ApiRules("dev.caxton").all()),
                        named(ENGINE, new EngineRules("dev.caxton.engine").all()))
                .flatMap(arguments -> arguments);
    }

    private static Stream<Arguments> named(JavaClasses classes, Map<String, ArchRule> rules) {
        String subject = classes == API ? "api" : "engine";
        return rules.entrySet().stream()
                .map(rule -> Arguments.of(subject + ": " + rule.getKey(), rule.getValue(), classes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void keeps(String name, ArchRule rule, JavaClasses classes) {
        rule.check(classes);
    }

    static Stream<Arguments> broken() {
        Map<String, ArchRule> code = CodeRules.all();
        EngineRules engine = new EngineRules("architecture.fixtures.engine");
        Map<String, ArchRule> engineRules = engine.all();
        Map<String, ArchRule> api = new ApiRules("architecture.fixtures").all();
        return Stream.of(
                Arguments.of(code.get("standard-streams"), "WritesToStandardOutput"),
                Arguments.of(code.get("standard-streams"), "PrintsStackTrace"),
                Arguments.of(code.get("hidden-time"), "AsksTheSystemForTheTime"),
                Arguments.of(code.get("hidden-time"), "MakesItsOwnId"),
                Arguments.of(code.get("hidden-time"), "Sleeps"),
                Arguments.of(code.get("hidden-time"), "StartsAThread"),
                Arguments.of(code.get("banned-names"), "GraphManager"),
                Arguments.of(code.get("banned-names"), "GraphUtils"),
                Arguments.of(code.get("exception-root"), "StrangeException"),
                Arguments.of(code.get("nullness"), "UsesAnotherNullable"),
                Arguments.of(engineRules.get("engine-edges"), "StoreThatUsesMemory"),
                Arguments.of(engineRules.get("engine-edges"), "ToolThatUsesTheRoot"),
                Arguments.of(engineRules.get("engine-edges"), "InAnUnknownPackage"),
                Arguments.of(engineRules.get("no-cycles"), "Cycle"),
                Arguments.of(engineRules.get("wiring-at-the-rim"), "InjectedStore"),
                Arguments.of(engineRules.get("rows-stay-inside"), "PublicRow"),
                Arguments.of(engineRules.get("rows-stay-inside"), "MappedThing"),
                Arguments.of(engineRules.get("library jakarta.persistence.."), "MappedThing"),
                Arguments.of(engineRules.get("library org.hibernate.."), "UsesHibernate"),
                Arguments.of(engineRules.get("library ai.onnxruntime.."), "UsesOnnx"),
                Arguments.of(engineRules.get("library dev.langchain4j.."), "UsesLangChain"),
                Arguments.of(engineRules.get("library io.micrometer.."), "UsesMicrometer"),
                Arguments.of(engineRules.get("library org.eclipse.microprofile.."), "UsesMicroProfile"),
                Arguments.of(engineRules.get("library org.snakeyaml.."), "UsesSnakeYaml"),
                Arguments.of(engineRules.get("no-network-layer"), "UsesTheClient"),
                Arguments.of(engine.noneOf("no-sandbox-yet", "java.util.logging.."), "UsesLogging"),
                Arguments.of(api.get("api-is-plain"), "UsesJackson"),
                Arguments.of(api.get("wire-knows-no-client"), "WireThatUsesTheClient"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("broken")
    void reports(ArchRule rule, String fixture) {
        assertThat(rule.evaluate(FIXTURES).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains(fixture));
    }

    @Test
    void passesOverAFixtureThatIsExempt() {
        assertThat(CodeRules.standardStreams()
                        .evaluate(FIXTURES)
                        .getFailureReport()
                        .getDetails())
                .noneSatisfy(detail -> assertThat(detail).contains("ExcusedWriter"));
    }

    @Test
    void everyExcuseIsKnownHere() {
        assertThat(Exemptions.all(API)).isEmpty();
        assertThat(Exemptions.all(ENGINE)).isEmpty();
        assertThat(Exemptions.all(FIXTURES))
                .containsExactly("architecture.fixtures.code.ExcusedWriter: standard-streams");
    }

    private static JavaClasses read(String... packages) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packages);
    }
}
