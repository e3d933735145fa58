package io.github.supportmetrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;

/** Keeps the arrows between packages, and the surroundings out. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.github.supportmetrics";

    private static final Set<String> TIME_OF_NOW = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.ZonedDateTime",
            "java.time.OffsetDateTime",
            "java.time.OffsetTime",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.MonthDay");

    @ArchTest
    static final ArchRule INTERNAL_NEEDS_NOTHING = only("internal");

    @ArchTest
    static final ArchRule CODEC_NEEDS_INTERNAL = only("codec", "internal");

    @ArchTest
    static final ArchRule STATS_NEEDS_CODEC = only("stats", "codec", "internal");

    @ArchTest
    static final ArchRule TIME_NEEDS_INTERNAL = only("time", "internal");

    @ArchTest
    static final ArchRule EVENT_NEEDS_TIME = only("event", "time", "internal");

    @ArchTest
    static final ArchRule METRIC_NEEDS_ALL_BELOW = only("metric", "event", "time", "stats", "codec", "internal");

    @ArchTest
    static final ArchRule STANDARD_NEEDS_METRIC = only("standard", "metric", "stats", "time", "internal");

    @ArchTest
    static final ArchRule REPORT_NEEDS_STANDARD = only("report", "standard", "metric", "stats");

    @ArchTest
    static final ArchRule THE_ROOT_PACKAGE_HAS_NO_TYPE =
            noClasses().should().resideInAPackage(ROOT).because("every type has a package of its own");

    @ArchTest
    static final ArchRule NO_CLOCK = noClasses()
            .should()
            .callMethodWhere(isCall("reads the clock", ArchitectureTest::readsTheClock))
            .because("the time is passed in");

    @ArchTest
    static final ArchRule NO_DEFAULT_ZONE_OR_LOCALE = noClasses()
            .should()
            .callMethod(ZoneId.class, "systemDefault")
            .orShould()
            .callMethod(TimeZone.class, "getDefault")
            .orShould()
            .callMethod(Locale.class, "getDefault")
            .orShould()
            .callMethod(Locale.class, "getDefault", Locale.Category.class)
            .orShould()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .because("zone and locale are passed in");

    @ArchTest
    static final ArchRule NO_RANDOMNESS = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, SplittableRandom.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.random.RandomGenerator")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .because("the same events give the same bits");

    @ArchTest
    static final ArchRule NO_OTHER_LOGGING = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.apache.logging..", "org.apache.commons.logging..")
            .because("SLF4J is the one way to the log");

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a library does not speak for its host");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS =
            fields().that().areStatic().should().beFinal().because("all state is passed in");

    private static ArchRule only(String from, String... to) {
        String[] allowed = new String[to.length + 4];
        for (int i = 0; i < to.length; i++) {
            allowed[i] = ROOT + "." + to[i] + "..";
        }
        allowed[to.length] = ROOT + "." + from + "..";
        allowed[to.length + 1] = "java..";
        allowed[to.length + 2] = "org.jspecify.annotations..";
        allowed[to.length + 3] = switch (from) {
            case "stats" -> "org.apache.commons.statistics.distribution..";
            case "internal", "codec", "time", "event" -> "java..";
            default -> "org.slf4j..";
        };
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + from + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .allowEmptyShould(true);
    }

    private static boolean readsTheClock(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        String method = call.getTarget().getName();
        boolean now = method.equals("now") && TIME_OF_NOW.contains(owner.getFullName());
        boolean clock = method.startsWith("system") && owner.isAssignableTo(Clock.class);
        boolean system =
                owner.isEquivalentTo(System.class) && (method.equals("currentTimeMillis") || method.equals("nanoTime"));
        return now || clock || system;
    }

    private static DescribedPredicate<JavaMethodCall> isCall(
            String what, java.util.function.Predicate<JavaMethodCall> predicate) {
        return DescribedPredicate.describe(what, predicate);
    }
}
