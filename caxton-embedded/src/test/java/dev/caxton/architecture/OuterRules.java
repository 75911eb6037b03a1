package dev.caxton.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.caxton.api.CaxtonException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rules for the WAR, the embedded server and the command line; {@code docs/contributing/invariants.md} says why. */
final class OuterRules {

    private static final String[] ENGINE_LIBRARIES = {
        "org.hibernate..",
        "jakarta.persistence..",
        "org.sqlite..",
        "com.zaxxer..",
        "org.graalvm..",
        "ai.onnxruntime..",
        "dev.langchain4j.."
    };

    private final String war;
    private final String embedded;

    /** Rules for two roots: {@code dev.caxton.war} and {@code dev.caxton.embedded}, or fixtures that look like them. */
    OuterRules(String war, String embedded) {
        this.war = war;
        this.embedded = embedded;
    }

    /** Every rule by its name. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("features-stay-inside", featuresStayInside());
        rules.put("war-is-thin", warIsThin());
        rules.put("resources-translate", resourcesTranslate());
        rules.put("resources-throw-problems", resourcesThrowProblems());
        rules.put("cli-is-a-user", cliIsAUser());
        return rules;
    }

    /** Of the engine, outer modules see the root package and the configuration. */
    ArchRule featuresStayInside() {
        DescribedPredicate<JavaClass> features = describe(
                "are inside the engine's features",
                type -> type.getPackageName().startsWith("dev.caxton.engine.")
                        && !type.getPackageName().equals("dev.caxton.engine.config"));
        return noClasses()
                .that()
                .resideInAnyPackage(war + "..", embedded + "..")
                .and(Exemptions.boundBy("features-stay-inside"))
                .should()
                .dependOnClassesThat(features)
                .as("features-stay-inside: WAR and embedded server see the engine's root and config packages only");
    }

    /** The WAR holds no library of the engine, and knows neither client nor host. */
    ArchRule warIsThin() {
        return noClasses()
                .that()
                .resideInAPackage(war + "..")
                .and(Exemptions.boundBy("war-is-thin"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE_LIBRARIES)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.caxton.client..", embedded + "..", "org.eclipse.jetty..", "org.glassfish..")
                .as("war-is-thin: the WAR runs on any Jakarta EE 10 server and holds no engine library")
                .allowEmptyShould(true);
    }

    /** A resource parses, calls and maps; problems pass through it. */
    ArchRule resourcesTranslate() {
        return classes()
                .that()
                .resideInAPackage(war + "..")
                .and()
                .haveSimpleNameEndingWith("Resource")
                .and(Exemptions.boundBy("resources-translate"))
                .should(new CatchNothing())
                .as("resources-translate: resources catch nothing; mappers do")
                .allowEmptyShould(true);
    }

    /** What a resource refuses is a problem of the table. */
    ArchRule resourcesThrowProblems() {
        return noClasses()
                .that()
                .resideInAPackage(war + "..")
                .and()
                .haveSimpleNameEndingWith("Resource")
                .and(Exemptions.boundBy("resources-throw-problems"))
                .should()
                .callConstructorWhere(describe(
                        "the target is an exception other than CaxtonException",
                        call -> call.getTargetOwner().isAssignableTo(Throwable.class)
                                && !call.getTargetOwner().isAssignableTo(CaxtonException.class)
                                // the compiler's own, in a switch over a sealed type
                                && !call.getTargetOwner().isEquivalentTo(MatchException.class)))
                .as("resources-throw-problems: resources throw CaxtonException only")
                .allowEmptyShould(true);
    }

    /** Commands can do what a user's program can; one class opens the engine for those that need none. */
    ArchRule cliIsAUser() {
        DescribedPredicate<JavaClass> doors =
                describe("are the door", type -> outermost(type).matches(".*\\.cli\\.(Door|InProcessEngine)"));
        return noClasses()
                .that()
                .resideInAPackage(embedded + ".cli..")
                .and(not(doors))
                .and(Exemptions.boundBy("cli-is-a-user"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.caxton.engine..",
                        war + "..",
                        embedded,
                        "org.eclipse.jetty..",
                        "org.glassfish..",
                        "org.jboss..")
                .as("cli-is-a-user: commands know the API and the client; only the door opens the engine")
                .allowEmptyShould(true);
    }

    private static String outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getName();
    }

    /** Reports catch clauses; {@code finally} is none. */
    private static final class CatchNothing extends ArchCondition<JavaClass> {
        CatchNothing() {
            super("catch nothing");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (JavaCodeUnit method : type.getCodeUnits()) {
                for (TryCatchBlock block : method.getTryCatchBlocks()) {
                    if (!block.getCaughtThrowables().isEmpty()) {
                        events.add(SimpleConditionEvent.violated(
                                type,
                                method.getFullName() + " catches " + block.getCaughtThrowables() + " in "
                                        + block.getSourceCodeLocation()));
                    }
                }
            }
        }
    }
}
