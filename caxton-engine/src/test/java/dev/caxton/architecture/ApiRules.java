package dev.caxton.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;

/** Rules for the packages of the API module. */
final class ApiRules {

    private final String root;

    /** Rules for the packages below a root: {@code dev.caxton}, or a fixture that looks like it. */
    ApiRules(String root) {
        this.root = root;
    }

    Map<String, ArchRule> all() {
        return Map.of("api-is-plain", apiIsPlain(), "wire-knows-no-client", wireKnowsNoClient());
    }

    /** Values and interfaces know neither JSON nor HTTP. */
    ArchRule apiIsPlain() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".client..", root + ".wire..", "com.fasterxml.jackson..", "java.net.http..")
                .as("api-is-plain: no JSON, no HTTP in the API packages");
    }

    /** The JSON form serves both ends. */
    ArchRule wireKnowsNoClient() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".wire..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".client..")
                .as("wire-knows-no-client");
    }
}
