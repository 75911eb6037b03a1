package dev.caxton.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import dev.caxton.api.CaxtonException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Rules for main code of every module; {@code docs/contributing/invariants.md} gives the reasons. */
public final class CodeRules {

    private static final Pattern BANNED_NAME =
            Pattern.compile(".*(Manager|Helper|Utils?|Impl|Base|Common|Misc|Info|Data)");

    private CodeRules() {}

    /** Every rule by its name. */
    public static Map<String, ArchRule> all() {
        return Map.of(
                "standard-streams", standardStreams(),
                "hidden-time", hiddenTime(),
                "banned-names", bannedNames(),
                "exception-root", exceptionRoot(),
                "nullness", nullness());
    }

    /** Only the class that writes for the command line uses the standard streams. */
    static ArchRule standardStreams() {
        return noClasses()
                .that(Exemptions.boundBy("standard-streams"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(describe(
                        "the target is printStackTrace", call -> call.getName().equals("printStackTrace")))
                .as("standard-streams: write through the log, or the command line's output")
                .allowEmptyShould(true);
    }

    /** Time, identity and threads are handed in. */
    static ArchRule hiddenTime() {
        return noClasses()
                .that(Exemptions.boundBy("hidden-time"))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .orShould()
                .callConstructorWhere(describe(
                        "the target is a Thread", call -> call.getTargetOwner().isEquivalentTo(Thread.class)))
                .as("hidden-time: take a Clock, an IdGenerator or an executor in the constructor")
                .allowEmptyShould(true);
    }

    /** Names say what a thing is. */
    static ArchRule bannedNames() {
        return noClasses()
                .that(Exemptions.boundBy("banned-names"))
                .should()
                .haveNameMatching(BANNED_NAME.pattern())
                .as("banned-names: no Manager, Helper, Util, Impl, Base, Common, Misc, Info, Data")
                .allowEmptyShould(true);
    }

    /** Callers handle one root. */
    static ArchRule exceptionRoot() {
        return classes()
                .that()
                .areAssignableTo(Throwable.class)
                .and(Exemptions.boundBy("exception-root"))
                .should()
                .beAssignableTo(CaxtonException.class)
                .orShould()
                .bePackagePrivate()
                .orShould()
                .bePrivate()
                .as("exception-root: exceptions that leave their package extend CaxtonException")
                .allowEmptyShould(true);
    }

    /** One vocabulary for null. */
    static ArchRule nullness() {
        return noClasses()
                .that(Exemptions.boundBy("nullness"))
                .should()
                .dependOnClassesThat(describe(
                        "are nullness annotations other than JSpecify's",
                        type -> type.getSimpleName()
                                        .matches(
                                                "(?i)nullable|non_?null|notnull|checkfornull|parametersarenonnullbydefault")
                                && !type.getPackageName().equals("org.jspecify.annotations")))
                .as("nullness: JSpecify's annotations only")
                .allowEmptyShould(true);
    }

    /** No package needs another that needs it, seen from the packages right below a root. */
    public static ArchRule noCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().as("no-cycles: below " + root);
    }
}
