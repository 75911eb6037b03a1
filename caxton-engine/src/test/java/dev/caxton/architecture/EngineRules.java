package dev.caxton.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for the packages of the engine; {@code docs/contributing/invariants.md} gives the reasons. */
final class EngineRules {

    /** Which package may use which other; the root package may use all, and none may use the root. */
    private static final Map<String, Set<String>> EDGES = Map.ofEntries(
            Map.entry("config", Set.of()),
            Map.entry("identity", Set.of()),
            Map.entry("store", Set.of("config", "identity")),
            Map.entry("ops", Set.of("config", "store")),
            Map.entry("tool", Set.of("config", "ops")),
            Map.entry("llm", Set.of("config", "ops")),
            Map.entry("memory", Set.of("config", "identity", "store", "ops")),
            Map.entry("messaging", Set.of("config", "identity", "store", "ops")),
            Map.entry("microprofile", Set.of("config", "ops")),
            Map.entry("security", Set.of("config", "identity", "store", "ops")),
            Map.entry("agent", Set.of("config", "identity", "store", "ops", "tool", "llm", "memory", "messaging")));

    /** Where each library may be used, the root package being the empty one; what is not listed may be used anywhere. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("jakarta.persistence..", List.of("store")),
            Map.entry("org.hibernate..", List.of("store")),
            Map.entry("org.sqlite..", List.of("store")),
            Map.entry("com.zaxxer.hikari..", List.of("store")),
            Map.entry("ai.onnxruntime..", List.of("memory.embedding")),
            Map.entry("dev.langchain4j..", List.of("llm")),
            Map.entry("io.micrometer..", List.of("ops", "microprofile", "")),
            Map.entry("org.eclipse.microprofile..", List.of("microprofile", "")),
            Map.entry("io.prometheus..", List.of("ops")),
            Map.entry("org.snakeyaml..", List.of("config", "agent.file")),
            Map.entry("org.tomlj..", List.of("agent.file")),
            Map.entry("com.samskivert..", List.of("agent")),
            Map.entry("org.apache.commons.csv..", List.of("agent.builtin")),
            Map.entry("org.apache.commons.math3..", List.of("agent.builtin")),
            Map.entry("org.apache.hc..", List.of("agent.builtin")));

    private final String root;

    /** Rules for the packages below a root: {@code dev.caxton.engine}, or a fixture that looks like it. */
    EngineRules(String root) {
        this.root = root;
    }

    /** Every rule by its name. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("engine-edges", edges());
        rules.put("no-cycles", CodeRules.noCycles(root));
        rules.put("wiring-at-the-rim", wiringAtTheRim());
        rules.put("rows-stay-inside", rowsStayInside());
        rules.put(
                "no-network-layer",
                noneOf(
                        "no-network-layer",
                        "jakarta.ws.rs..",
                        "jakarta.servlet..",
                        "org.eclipse.jetty..",
                        "org.glassfish..",
                        "picocli..",
                        "dev.caxton.client.."));
        rules.put("no-sandbox-yet", noneOf("no-sandbox-yet", "org.graalvm.."));
        LIBRARIES.forEach((library, homes) -> rules.put("library " + library, library(library, homes)));
        return rules;
    }

    /** Packages use each other as the table says. */
    ArchRule edges() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and(Exemptions.boundBy("engine-edges"))
                .should(new KeepToTheEdges(root))
                .as("engine-edges: as in EngineRules.EDGES");
    }

    /** Containers are known in the root package. */
    ArchRule wiringAtTheRim() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".*..")
                .and(Exemptions.boundBy("wiring-at-the-rim"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.inject..", "jakarta.enterprise..", "jakarta.interceptor..", "org.jboss.weld..")
                .as("wiring-at-the-rim: only the root package knows CDI");
    }

    /** What Hibernate maps does not leave its package. */
    ArchRule rowsStayInside() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .and(Exemptions.boundBy("rows-stay-inside"))
                .should()
                .bePackagePrivate()
                .andShould()
                .haveSimpleNameEndingWith("Row")
                .as("rows-stay-inside: mapped classes are package-private and end in Row")
                .allowEmptyShould(true);
    }

    /** Some packages are used nowhere in the engine. */
    ArchRule noneOf(String rule, String... packages) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and(Exemptions.boundBy(rule))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .as(rule + ": no use of " + List.of(packages));
    }

    /** A library is used at its homes only; a mapped row or a store may use JPA and Hibernate anywhere. */
    ArchRule library(String library, List<String> homes) {
        String[] packages = homes.stream()
                .map(home -> home.isEmpty() ? root : root + "." + home + "..")
                .toArray(String[]::new);
        boolean mapping = library.startsWith("jakarta.persistence") || library.startsWith("org.hibernate");
        DescribedPredicate<JavaClass> atHome = resideInAnyPackage(packages)
                .or(describe("map rows", type -> mapping && outermost(type).matches(".*(Row|Store)")));
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and(DescribedPredicate.not(atHome))
                .and(Exemptions.boundBy("library-homes"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as("library-homes: " + library + " only in " + homes);
    }

    private static String outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getName();
    }

    /** Reports uses of another engine package that the table does not allow, and packages that it does not name. */
    private static final class KeepToTheEdges extends ArchCondition<JavaClass> {
        private final String root;

        KeepToTheEdges(String root) {
            super("use other packages of the engine as the table allows");
            this.root = root;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            String from = slice(type);
            if (!from.isEmpty() && !EDGES.containsKey(from)) {
                events.add(SimpleConditionEvent.violated(
                        type, "package " + from + " is not in the table, needed by " + type.getName()));
                return;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                boolean inEngine = (target.getPackageName() + ".").startsWith(root + ".");
                String to = inEngine ? slice(target) : from;
                boolean allowed =
                        from.isEmpty() || to.equals(from) || EDGES.get(from).contains(to);
                if (!allowed) {
                    events.add(SimpleConditionEvent.violated(
                            type, from + " → " + (to.isEmpty() ? "root" : to) + ": " + dependency.getDescription()));
                }
            }
        }

        /** First part of the package below the root; empty for the root itself. */
        private String slice(JavaClass type) {
            String below = type.getPackageName().substring(root.length());
            return below.isEmpty() ? "" : below.substring(1).replaceFirst("\\..*", "");
        }
    }
}
